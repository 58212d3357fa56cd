package io.heddle.api.connector;

import java.io.IOException;
import java.io.Serializable;

/** Writes a whole file, such as one with columns or a compressed one; for bulk formats. */
public interface BulkWriter<T> {
    /**
     * Adds a record, which may be buffered.
     *
     * @throws IOException fails the task
     */
    void addElement(T element) throws IOException;

    /**
     * Writes out what is buffered.
     *
     * @throws IOException fails the task
     */
    void flush() throws IOException;

    /**
     * Completes the file; does not close the stream.
     *
     * @throws IOException fails the task
     */
    void finish() throws IOException;

    /** Makes writers. */
    @FunctionalInterface
    interface Factory<T> extends Serializable {
        /**
         * A writer into a new file.
         *
         * @throws IOException fails the task
         */
        BulkWriter<T> create(FSDataOutputStream out) throws IOException;
    }
}
