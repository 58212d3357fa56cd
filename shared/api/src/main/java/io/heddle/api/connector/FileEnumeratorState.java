package io.heddle.api.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file enumerator keeps: splits nobody has, and files it has seen (only if it watches for new ones).
 *
 * @param listed whether the files have been listed at all
 */
public record FileEnumeratorState(boolean listed, List<FileSourceSplit> remaining, Set<String> seen) {
    static final FileEnumeratorState EMPTY = new FileEnumeratorState(false, List.of(), Set.of());

    static final SimpleVersionedSerializer<FileEnumeratorState> SERIALIZER = new SimpleVersionedSerializer<>() {
        private final ListSerializer<FileSourceSplit> splits = new ListSerializer<>(FileSourceSplit.SERIALIZER);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FileEnumeratorState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeBoolean(state.listed);
            byte[] data = splits.serialize(state.remaining);
            out.writeInt(data.length);
            out.write(data);
            out.writeInt(state.seen.size());
            for (String path : state.seen) {
                out.writeUTF(path);
            }
            return bytes.toByteArray();
        }

        @Override
        public FileEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            boolean listed = in.readBoolean();
            byte[] data = new byte[in.readInt()];
            in.readFully(data);
            Set<String> seen = new HashSet<>();
            int size = in.readInt();
            for (int i = 0; i < size; i++) {
                seen.add(in.readUTF());
            }
            return new FileEnumeratorState(listed, splits.deserialize(1, data), seen);
        }
    };
}
