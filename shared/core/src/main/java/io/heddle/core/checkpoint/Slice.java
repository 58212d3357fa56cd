package io.heddle.core.checkpoint;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where bytes of a snapshot are; each form can prove that they are whole. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@")
public sealed interface Slice {
    long length();

    /** CRC32C of exactly these bytes. */
    int crc32c();

    /**
     * A part of a file.
     *
     * @param path relative to the checkpoint's directory if it has no scheme and no leading slash
     * @param shared whether later checkpoints may refer to it too
     */
    record InFile(String path, long offset, long length, int crc32c, boolean shared) implements Slice {}

    /** Small enough to travel with the metadata. */
    record Inline(byte[] bytes, int crc32c) implements Slice {
        @Override
        public long length() {
            return bytes.length;
        }
    }
}
