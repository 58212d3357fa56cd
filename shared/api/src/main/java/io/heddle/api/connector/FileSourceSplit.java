package io.heddle.api.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A part of a file.
 *
 * @param splitId unique and lasting
 * @param path the file
 * @param start first byte of the part
 * @param end first byte after the part; {@link Long#MAX_VALUE} for the end of the file
 * @param resumeAt where the next record begins, or -1 if none was read yet
 */
public record FileSourceSplit(String splitId, String path, long start, long end, long resumeAt) implements SourceSplit {
    static final SimpleVersionedSerializer<FileSourceSplit> SERIALIZER = new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FileSourceSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(split.splitId);
            out.writeUTF(split.path);
            out.writeLong(split.start);
            out.writeLong(split.end);
            out.writeLong(split.resumeAt);
            return bytes.toByteArray();
        }

        @Override
        public FileSourceSplit deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new FileSourceSplit(in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readLong());
        }
    };
}
