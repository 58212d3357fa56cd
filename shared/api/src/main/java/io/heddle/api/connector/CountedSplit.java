package io.heddle.api.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One of a number of parts, of which some records have been emitted already.
 *
 * @param index which part, from 0
 * @param of how many parts there are
 * @param emitted the records of the part that are out
 */
public record CountedSplit(int index, int of, long emitted) implements SourceSplit {
    static final SimpleVersionedSerializer<CountedSplit> SERIALIZER = new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(CountedSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(split.index);
            out.writeInt(split.of);
            out.writeLong(split.emitted);
            return bytes.toByteArray();
        }

        @Override
        public CountedSplit deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new CountedSplit(in.readInt(), in.readInt(), in.readLong());
        }
    };

    /** All parts, none of them begun. */
    static List<CountedSplit> all(int count, int of) {
        List<CountedSplit> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            splits.add(new CountedSplit(i, of, 0));
        }
        return splits;
    }

    CountedSplit at(long records) {
        return new CountedSplit(index, of, records);
    }

    @Override
    public String splitId() {
        return index + "/" + of;
    }
}
