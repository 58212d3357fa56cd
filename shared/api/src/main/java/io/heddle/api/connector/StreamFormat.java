package io.heddle.api.connector;

import io.heddle.api.types.TypeInformation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How the bytes of a file become records. */
public interface StreamFormat<T> extends Serializable {
    /** Whether a file may be read in parts. */
    boolean isSplittable();

    /** The type of the records. */
    TypeInformation<T> getProducedType();

    /**
     * Reads the records that begin in a part of a file.
     *
     * @param in the bytes from {@code position} on
     * @param position where the bytes begin in the (uncompressed) file
     * @param end where the part ends; {@link Long#MAX_VALUE} for the end of the file
     * @param aligned whether {@code position} is the beginning of a record for certain; if not, the record it falls into
     *     belongs to the part before. A splittable format is given the byte before the part as well
     * @throws IOException if it cannot be read
     */
    Reader<T> createReader(InputStream in, long position, long end, boolean aligned) throws IOException;

    /** Reads records. */
    interface Reader<T> extends Closeable {
        /** The next record, or null at the end. */
        @Nullable
        T read() throws IOException;

        /** Where the next record begins in the (uncompressed) file. */
        long position();
    }
}
