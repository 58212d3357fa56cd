package io.heddle.api.connector;

import java.io.IOException;
import java.io.Serializable;

/** How a part file is written: row by row, or in bulk. */
sealed interface PartFormat<T> extends Serializable {
    /** A writer into a new file. */
    BulkWriter<T> open(FSDataOutputStream out) throws IOException;

    /** Rows. */
    record Rows<T>(Encoder<T> encoder) implements PartFormat<T> {
        @Override
        public BulkWriter<T> open(FSDataOutputStream out) {
            return new BulkWriter<>() {
                @Override
                public void addElement(T element) throws IOException {
                    encoder.encode(element, out);
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }

                @Override
                public void finish() {}
            };
        }
    }

    /** Whole files. */
    record Bulk<T>(BulkWriter.Factory<T> factory) implements PartFormat<T> {
        @Override
        public BulkWriter<T> open(FSDataOutputStream out) throws IOException {
            return factory.create(out);
        }
    }
}
