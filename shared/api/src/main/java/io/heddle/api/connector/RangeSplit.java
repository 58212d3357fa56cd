package io.heddle.api.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The whole numbers from one to another, both included; empty if they are the wrong way round. */
public record RangeSplit(String splitId, long from, long to) implements SourceSplit {
    static final SimpleVersionedSerializer<RangeSplit> SERIALIZER = new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(RangeSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(split.splitId);
            out.writeLong(split.from);
            out.writeLong(split.to);
            return bytes.toByteArray();
        }

        @Override
        public RangeSplit deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new RangeSplit(in.readUTF(), in.readLong(), in.readLong());
        }
    };

    /** Splits a range into so many parts of nearly equal size. */
    static List<RangeSplit> parts(long from, long to, int parts) {
        List<RangeSplit> splits = new ArrayList<>();
        BigInteger size =
                BigInteger.valueOf(to).subtract(BigInteger.valueOf(from)).add(BigInteger.ONE);
        BigInteger start = BigInteger.valueOf(from);
        for (int i = 0; i < parts; i++) {
            BigInteger end = BigInteger.valueOf(from)
                    .add(size.multiply(BigInteger.valueOf(i + 1L)).divide(BigInteger.valueOf(parts)));
            if (end.compareTo(start) > 0) {
                splits.add(new RangeSplit(
                        Integer.toString(i + 1),
                        start.longValue(),
                        end.subtract(BigInteger.ONE).longValue()));
            }
            start = end;
        }
        return splits;
    }

    /** Maps each number of the range to a record. */
    static <T> SplitCursor<T, RangeSplit> cursor(RangeSplit split, GeneratorFunction<Long, T> function) {
        return new SplitCursor<>() {
            private long next = split.from;
            private boolean done = split.from > split.to;

            @Override
            public boolean advance(SourceOutput<T> output, int maxRecords) throws Exception {
                for (int i = 0; i < maxRecords && !done; i++) {
                    output.collect(function.map(next));
                    // Not next <= to: the range may end at the largest number.
                    done = next == split.to;
                    next++;
                }
                return !done;
            }

            @Override
            public RangeSplit rest() {
                return done ? new RangeSplit(split.splitId, 1, 0) : new RangeSplit(split.splitId, next, split.to);
            }

            @Override
            public String place() {
                return "number " + next;
            }
        };
    }
}
