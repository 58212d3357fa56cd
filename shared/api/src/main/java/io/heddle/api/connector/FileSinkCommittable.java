package io.heddle.api.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A complete file that is to become visible.
 *
 * @param pendingFile where it is, hidden
 * @param target where it is to be
 * @param length its bytes, or for a file in progress those that belong to the checkpoint
 */
public record FileSinkCommittable(String pendingFile, String target, long length) {
    static final SimpleVersionedSerializer<FileSinkCommittable> SERIALIZER = new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FileSinkCommittable file) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(file.pendingFile);
            out.writeUTF(file.target);
            out.writeLong(file.length);
            return bytes.toByteArray();
        }

        @Override
        public FileSinkCommittable deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new FileSinkCommittable(in.readUTF(), in.readUTF(), in.readLong());
        }
    };
}
