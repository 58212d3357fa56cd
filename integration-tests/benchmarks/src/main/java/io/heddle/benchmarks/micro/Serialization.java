package io.heddle.benchmarks.micro;

import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.Event;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A record is written behind others into an array, and read from among others. */
public class Serialization {
    private static final int RECORDS = 1024;

    /** What is written: an object of five fields, a pair of numbers, a string of 24 characters in one of its two forms. */
    public enum Kind {
        POJO,
        TUPLE,
        LATIN1,
        UTF16;

        Object value(int n, boolean flink) {
            return switch (this) {
                case POJO -> Event.of(n, RECORDS);
                case TUPLE -> flink ? new org.apache.flink.api.java.tuple.Tuple2<>(n, 7L * n) : Tuple2.of(n, 7L * n);
                case LATIN1 -> "http://example.com/%05d".formatted(n) + "é";
                case UTF16 -> "страница поиска №%05d-%d".formatted(n, n % 10);
            };
        }

        Object[] values(boolean flink) {
            return IntStream.range(0, RECORDS).mapToObj(n -> value(n, flink)).toArray();
        }

        TypeInformation<?> type() {
            return switch (this) {
                case POJO -> TypeInformation.of(Event.class);
                case TUPLE -> Types.TUPLE(Types.INT, Types.LONG);
                case LATIN1, UTF16 -> Types.STRING;
            };
        }

        org.apache.flink.api.common.typeinfo.TypeInformation<?> flinkType() {
            return switch (this) {
                case POJO -> org.apache.flink.api.common.typeinfo.TypeInformation.of(Event.class);
                case TUPLE ->
                    org.apache.flink.api.common.typeinfo.Types.TUPLE(
                            org.apache.flink.api.common.typeinfo.Types.INT,
                            org.apache.flink.api.common.typeinfo.Types.LONG);
                case LATIN1, UTF16 -> org.apache.flink.api.common.typeinfo.Types.STRING;
            };
        }
    }

    /** Our serialiser. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param
        public Kind type = Kind.POJO;

        private final BinaryWriter out = new BinaryWriter(64);
        private final BinaryReader in = new BinaryReader();
        private TypeSerializer<Object> serializer;
        private Object[] values;
        private byte[] written;

        @Setup
        @SuppressWarnings("unchecked")
        public void write() {
            serializer = (TypeSerializer<Object>) Setups.SERIALIZERS.of(type.type());
            values = type.values(false);
            writeAll();
            written = out.toBytes();
            Object[] read = new Object[RECORDS];
            in.reset(written);
            Arrays.setAll(read, n -> serializer.read(in));
            Check.equal(0, in.remaining(), "bytes left");
            out.clear();
            for (Object value : read) {
                serializer.write(value, out);
            }
            Check.equal(true, Arrays.equals(written, out.toBytes()), "being the same after a trip");
        }

        private int writeAll() {
            out.clear();
            for (Object value : values) {
                serializer.write(value, out);
            }
            return out.position();
        }
    }

    /** Flink's serialiser. */
    @State(Scope.Thread)
    public static class Flink {
        @Param
        public Kind type = Kind.POJO;

        private final DataOutputSerializer out = new DataOutputSerializer(64);
        private final DataInputDeserializer in = new DataInputDeserializer();
        private org.apache.flink.api.common.typeutils.TypeSerializer<Object> serializer;
        private Object[] values;
        private byte[] written;

        @Setup
        @SuppressWarnings("unchecked")
        public void write() throws IOException {
            serializer = (org.apache.flink.api.common.typeutils.TypeSerializer<Object>)
                    type.flinkType().createSerializer(new SerializerConfigImpl());
            values = type.values(true);
            writeAll();
            written = out.getCopyOfBuffer();
            Object[] read = new Object[RECORDS];
            in.setBuffer(written);
            for (int n = 0; n < RECORDS; n++) {
                read[n] = serializer.deserialize(in);
            }
            Check.equal(0, in.available(), "bytes left");
            out.clear();
            for (Object value : read) {
                serializer.serialize(value, out);
            }
            Check.equal(true, Arrays.equals(written, out.getCopyOfBuffer()), "being the same after a trip");
        }

        private int writeAll() throws IOException {
            out.clear();
            for (Object value : values) {
                serializer.serialize(value, out);
            }
            return out.length();
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int heddleWrite(Heddle records) {
        return records.writeAll();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int flinkWrite(Flink records) throws IOException {
        return records.writeAll();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void heddleRead(Heddle records, Blackhole read) {
        records.in.reset(records.written);
        for (int n = 0; n < RECORDS; n++) {
            read.consume(records.serializer.read(records.in));
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void flinkRead(Flink records, Blackhole read) throws IOException {
        records.in.setBuffer(records.written);
        for (int n = 0; n < RECORDS; n++) {
            read.consume(records.serializer.deserialize(records.in));
        }
    }
}
