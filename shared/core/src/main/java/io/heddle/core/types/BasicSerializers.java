package io.heddle.core.types;

import io.heddle.api.types.BasicTypeInfo.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The serialisers of the built-in types. */
final class BasicSerializers {

    /** Writes one value. */
    @FunctionalInterface
    private interface Writing<T> {
        void write(T value, BinaryWriter out);
    }

    private static final Map<Kind, TypeSerializer<?>> BY_KIND = all();

    private BasicSerializers() {}

    static TypeSerializer<?> of(Kind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind), kind.name());
    }

    private static Map<Kind, TypeSerializer<?>> all() {
        Map<Kind, TypeSerializer<?>> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, make(kind));
        }
        return all;
    }

    private static TypeSerializer<?> make(Kind kind) {
        return switch (kind) {
            case VOID -> new VoidSerializer();
            case BOOLEAN -> new BooleanSerializer();
            case BYTE -> new ByteSerializer();
            case SHORT -> new ShortSerializer();
            case CHAR -> new CharSerializer();
            case INT -> new IntSerializer();
            case LONG -> new LongSerializer();
            case FLOAT -> new FloatSerializer();
            case DOUBLE -> new DoubleSerializer();
            case STRING -> new StringSerializer();
            case BIG_INT ->
                immutable(
                        kind,
                        TypeSerializer.VARIABLE_LENGTH,
                        BasicSerializers::writeBigInt,
                        BasicSerializers::readBigInt);
            case BIG_DEC ->
                immutable(
                        kind,
                        TypeSerializer.VARIABLE_LENGTH,
                        BasicSerializers::writeBigDec,
                        BasicSerializers::readBigDec);
            case UUID ->
                BasicSerializers.<UUID>immutable(
                        kind,
                        16,
                        (value, out) -> {
                            out.writeLong(value.getMostSignificantBits());
                            out.writeLong(value.getLeastSignificantBits());
                        },
                        in -> new UUID(in.readLong(), in.readLong()));
            case LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME, OFFSET_DATE_TIME, ZONED_DATE_TIME, INSTANT, DURATION ->
                makeJavaTime(kind);
            case DATE, SQL_DATE, SQL_TIME, SQL_TIMESTAMP -> makeDate(kind);
        };
    }

    private static TypeSerializer<?> makeJavaTime(Kind kind) {
        return switch (kind) {
            case LOCAL_DATE -> immutable(kind, 6, BasicSerializers::writeDate, BasicSerializers::readDate);
            case LOCAL_TIME ->
                BasicSerializers.<LocalTime>immutable(
                        kind,
                        8,
                        (value, out) -> out.writeLong(value.toNanoOfDay()),
                        in -> LocalTime.ofNanoOfDay(in.readLong()));
            case LOCAL_DATE_TIME ->
                immutable(kind, 14, BasicSerializers::writeDateTime, BasicSerializers::readDateTime);
            case OFFSET_DATE_TIME ->
                BasicSerializers.<OffsetDateTime>immutable(
                        kind,
                        18,
                        (value, out) -> {
                            writeDateTime(value.toLocalDateTime(), out);
                            out.writeInt(value.getOffset().getTotalSeconds());
                        },
                        in -> OffsetDateTime.of(readDateTime(in), ZoneOffset.ofTotalSeconds(in.readInt())));
            case ZONED_DATE_TIME ->
                BasicSerializers.<ZonedDateTime>immutable(
                        kind,
                        TypeSerializer.VARIABLE_LENGTH,
                        (value, out) -> {
                            writeDateTime(value.toLocalDateTime(), out);
                            out.writeInt(value.getOffset().getTotalSeconds());
                            out.writeString(value.getZone().getId());
                        },
                        in -> ZonedDateTime.ofInstant(
                                readDateTime(in), ZoneOffset.ofTotalSeconds(in.readInt()), ZoneId.of(in.readString())));
            case INSTANT ->
                BasicSerializers.<Instant>immutable(
                        kind,
                        12,
                        (value, out) -> {
                            out.writeLong(value.getEpochSecond());
                            out.writeInt(value.getNano());
                        },
                        in -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
            case DURATION ->
                BasicSerializers.<Duration>immutable(
                        kind,
                        12,
                        (value, out) -> {
                            out.writeLong(value.getSeconds());
                            out.writeInt(value.getNano());
                        },
                        in -> Duration.ofSeconds(in.readLong(), in.readInt()));
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    @SuppressWarnings("JavaUtilDate")
    private static TypeSerializer<?> makeDate(Kind kind) {
        return switch (kind) {
            case DATE ->
                new PlainSerializer<Date>(
                        kind,
                        8,
                        (value, out) -> out.writeLong(value.getTime()),
                        in -> new Date(in.readLong()),
                        value -> new Date(value.getTime()));
            case SQL_DATE ->
                new PlainSerializer<java.sql.Date>(
                        kind,
                        8,
                        (value, out) -> out.writeLong(value.getTime()),
                        in -> new java.sql.Date(in.readLong()),
                        value -> new java.sql.Date(value.getTime()));
            case SQL_TIME ->
                new PlainSerializer<Time>(
                        kind,
                        8,
                        (value, out) -> out.writeLong(value.getTime()),
                        in -> new Time(in.readLong()),
                        value -> new Time(value.getTime()));
            case SQL_TIMESTAMP ->
                new PlainSerializer<Timestamp>(
                        kind,
                        12,
                        (value, out) -> {
                            out.writeLong(value.getTime());
                            out.writeInt(value.getNanos());
                        },
                        in -> timestamp(in.readLong(), in.readInt()),
                        value -> timestamp(value.getTime(), value.getNanos()));
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    private static <T> TypeSerializer<T> immutable(Kind kind, int length, Writing<T> writing, TypeReader<T> reading) {
        return new PlainSerializer<>(kind, length, writing, reading, UnaryOperator.identity());
    }

    private static Timestamp timestamp(long timeMs, int nanos) {
        Timestamp timestamp = new Timestamp(timeMs);
        timestamp.setNanos(nanos);
        return timestamp;
    }

    private static void writeBigInt(BigInteger value, BinaryWriter out) {
        byte[] bytes = value.toByteArray();
        out.writeVarInt(bytes.length);
        out.writeBytes(bytes);
    }

    private static BigInteger readBigInt(BinaryReader in) {
        int length = in.readCount(1);
        int at = in.take(length);
        return new BigInteger(in.array(), at, length);
    }

    private static void writeBigDec(BigDecimal value, BinaryWriter out) {
        out.writeVarLong(value.scale());
        writeBigInt(value.unscaledValue(), out);
    }

    private static BigDecimal readBigDec(BinaryReader in) {
        int scale = (int) in.readVarLong();
        return new BigDecimal(readBigInt(in), scale);
    }

    private static void writeDate(LocalDate value, BinaryWriter out) {
        out.writeInt(value.getYear());
        out.writeByte(value.getMonthValue());
        out.writeByte(value.getDayOfMonth());
    }

    private static LocalDate readDate(BinaryReader in) {
        return LocalDate.of(in.readInt(), in.readByte(), in.readByte());
    }

    private static void writeDateTime(LocalDateTime value, BinaryWriter out) {
        writeDate(value.toLocalDate(), out);
        out.writeLong(value.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readDateTime(BinaryReader in) {
        return LocalDateTime.of(readDate(in), LocalTime.ofNanoOfDay(in.readLong()));
    }

    /** What all built-in types have in common. */
    private abstract static class BasicSerializer<T> implements TypeSerializer<T> {

        private final Kind kind;
        private final int fixedLength;

        BasicSerializer(Kind kind, int fixedLength) {
            this.kind = kind;
            this.fixedLength = fixedLength;
        }

        @Override
        public T copy(T value) {
            return value;
        }

        @Override
        public final boolean immutable() {
            return kind.immutable();
        }

        @Override
        public final int fixedLength() {
            return fixedLength;
        }

        @Override
        public final TypeSnapshot snapshot() {
            return new TypeSnapshot.Basic(kind);
        }

        @Override
        public final Resolution<T> resolve(TypeSnapshot written) {
            if (written.equals(snapshot())) {
                return new Resolution.AsIs<>();
            }
            TypeReader<T> widened = Widening.reader(written, kind);
            return widened != null
                    ? new Resolution.Migrate<>(widened)
                    : new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
        }
    }

    /** A built-in type that is too rarely used for a class of its own. */
    private static final class PlainSerializer<T> extends BasicSerializer<T> {

        private final Writing<T> writing;
        private final TypeReader<T> reading;
        private final UnaryOperator<T> copying;

        PlainSerializer(Kind kind, int length, Writing<T> writing, TypeReader<T> reading, UnaryOperator<T> copying) {
            super(kind, length);
            this.writing = writing;
            this.reading = reading;
            this.copying = copying;
        }

        @Override
        public void write(T value, BinaryWriter out) {
            writing.write(value, out);
        }

        @Override
        public T read(BinaryReader in) {
            return reading.read(in);
        }

        @Override
        public T copy(T value) {
            return copying.apply(value);
        }
    }

    private static final class VoidSerializer extends BasicSerializer<Void> {

        VoidSerializer() {
            super(Kind.VOID, 0);
        }

        @Override
        public void write(Void value, BinaryWriter out) {}

        /** The one value of the type, which is null. */
        @Override
        @SuppressWarnings("NullAway")
        public Void read(BinaryReader in) {
            return null;
        }
    }

    private static final class BooleanSerializer extends BasicSerializer<Boolean> {

        BooleanSerializer() {
            super(Kind.BOOLEAN, 1);
        }

        @Override
        public void write(Boolean value, BinaryWriter out) {
            out.writeBoolean(value);
        }

        @Override
        public Boolean read(BinaryReader in) {
            return in.readBoolean();
        }
    }

    private static final class ByteSerializer extends BasicSerializer<Byte> {

        ByteSerializer() {
            super(Kind.BYTE, 1);
        }

        @Override
        public void write(Byte value, BinaryWriter out) {
            out.writeByte(value);
        }

        @Override
        public Byte read(BinaryReader in) {
            return in.readByte();
        }
    }

    private static final class ShortSerializer extends BasicSerializer<Short> {

        ShortSerializer() {
            super(Kind.SHORT, 2);
        }

        @Override
        public void write(Short value, BinaryWriter out) {
            out.writeShort(value);
        }

        @Override
        public Short read(BinaryReader in) {
            return in.readShort();
        }
    }

    private static final class CharSerializer extends BasicSerializer<Character> {

        CharSerializer() {
            super(Kind.CHAR, 2);
        }

        @Override
        public void write(Character value, BinaryWriter out) {
            out.writeChar(value);
        }

        @Override
        public Character read(BinaryReader in) {
            return in.readChar();
        }
    }

    private static final class IntSerializer extends BasicSerializer<Integer> {

        IntSerializer() {
            super(Kind.INT, 4);
        }

        @Override
        public void write(Integer value, BinaryWriter out) {
            out.writeInt(value);
        }

        @Override
        public Integer read(BinaryReader in) {
            return in.readInt();
        }
    }

    private static final class LongSerializer extends BasicSerializer<Long> {

        LongSerializer() {
            super(Kind.LONG, 8);
        }

        @Override
        public void write(Long value, BinaryWriter out) {
            out.writeLong(value);
        }

        @Override
        public Long read(BinaryReader in) {
            return in.readLong();
        }
    }

    private static final class FloatSerializer extends BasicSerializer<Float> {

        FloatSerializer() {
            super(Kind.FLOAT, 4);
        }

        @Override
        public void write(Float value, BinaryWriter out) {
            out.writeFloat(value);
        }

        @Override
        public Float read(BinaryReader in) {
            return in.readFloat();
        }
    }

    private static final class DoubleSerializer extends BasicSerializer<Double> {

        DoubleSerializer() {
            super(Kind.DOUBLE, 8);
        }

        @Override
        public void write(Double value, BinaryWriter out) {
            out.writeDouble(value);
        }

        @Override
        public Double read(BinaryReader in) {
            return in.readDouble();
        }
    }

    private static final class StringSerializer extends BasicSerializer<String> {

        StringSerializer() {
            super(Kind.STRING, VARIABLE_LENGTH);
        }

        @Override
        public void write(String value, BinaryWriter out) {
            out.writeString(value);
        }

        @Override
        public String read(BinaryReader in) {
            return in.readString();
        }
    }
}
