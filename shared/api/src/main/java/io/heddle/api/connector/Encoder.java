package io.heddle.api.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes records one by one; for row formats. */
@FunctionalInterface
public interface Encoder<IN> extends Serializable {
    /**
     * Appends a record to a file.
     *
     * @throws IOException fails the task
     */
    void encode(IN element, OutputStream stream) throws IOException;
}
