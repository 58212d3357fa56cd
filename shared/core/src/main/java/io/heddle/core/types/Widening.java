package io.heddle.core.types;

import io.heddle.api.types.BasicTypeInfo.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Which built-in types become which others without loss. */
final class Widening {

    private Widening() {}

    /** The reader of values of the wanted kind out of what was written, or null if there is none. */
    @SuppressWarnings("unchecked")
    static <T> @Nullable TypeReader<T> reader(TypeSnapshot written, Kind wanted) {
        return written instanceof TypeSnapshot.Basic basic ? (TypeReader<T>) reader(basic.kind(), wanted) : null;
    }

    private static @Nullable TypeReader<?> reader(Kind written, Kind wanted) {
        return switch (written) {
            case BYTE -> fromInteger(in -> (long) in.readByte(), wanted, 8);
            case SHORT -> fromInteger(in -> (long) in.readShort(), wanted, 16);
            case CHAR -> wanted == Kind.SHORT ? null : fromInteger(in -> (long) in.readChar(), wanted, 17);
            case INT -> fromInteger(in -> (long) in.readInt(), wanted, 32);
            case LONG -> fromInteger(BinaryReader::readLong, wanted, 64);
            case FLOAT -> wanted == Kind.DOUBLE ? in -> (double) in.readFloat() : null;
            case BIG_INT ->
                wanted == Kind.BIG_DEC
                        ? in -> new BigDecimal(
                                (BigInteger) BasicSerializers.of(Kind.BIG_INT).read(in))
                        : null;
            default -> null;
        };
    }

    private static @Nullable TypeReader<?> fromInteger(TypeReader<Long> written, Kind wanted, int bits) {
        return switch (wanted) {
            case SHORT -> bits < 16 ? in -> written.read(in).shortValue() : null;
            case INT -> bits < 32 ? in -> written.read(in).intValue() : null;
            case LONG -> bits < 64 ? written : null;
            case FLOAT -> bits <= 24 ? in -> written.read(in).floatValue() : null;
            case DOUBLE -> bits <= 53 ? in -> written.read(in).doubleValue() : null;
            case BIG_INT -> in -> BigInteger.valueOf(written.read(in));
            case BIG_DEC -> in -> BigDecimal.valueOf(written.read(in));
            default -> null;
        };
    }
}
