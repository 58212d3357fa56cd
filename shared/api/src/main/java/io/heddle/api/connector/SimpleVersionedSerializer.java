package io.heddle.api.connector;

import java.io.IOException;

/** Writes an object as bytes, with a version that old bytes keep. */
public interface SimpleVersionedSerializer<E> {
    /** The version of what {@link #serialize} writes. */
    int getVersion();

    /**
     * Writes an object.
     *
     * @throws IOException if it cannot be written
     */
    byte[] serialize(E obj) throws IOException;

    /**
     * Reads an object.
     *
     * @param version the version it was written with
     * @throws IOException if the bytes or the version are not understood
     */
    E deserialize(int version, byte[] serialized) throws IOException;
}
