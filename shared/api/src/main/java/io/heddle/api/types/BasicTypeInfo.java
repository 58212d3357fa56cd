package io.heddle.api.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A type with a built-in meaning: a boxed primitive, a string, a number, a date or a time. {@link Types} has a
 * constant for each.
 *
 * @param kind which
 */
public record BasicTypeInfo<T>(Kind kind) implements TypeInformation<T> {

    /** The built-in types. The names are part of the written format of state. */
    public enum Kind {
        VOID(Void.class, true),
        BOOLEAN(Boolean.class, true),
        BYTE(Byte.class, true),
        SHORT(Short.class, true),
        CHAR(Character.class, true),
        INT(Integer.class, true),
        LONG(Long.class, true),
        FLOAT(Float.class, true),
        DOUBLE(Double.class, true),
        STRING(String.class, true),
        BIG_INT(BigInteger.class, true),
        BIG_DEC(BigDecimal.class, true),
        UUID(UUID.class, true),
        LOCAL_DATE(LocalDate.class, true),
        LOCAL_TIME(LocalTime.class, true),
        LOCAL_DATE_TIME(LocalDateTime.class, true),
        OFFSET_DATE_TIME(OffsetDateTime.class, true),
        ZONED_DATE_TIME(ZonedDateTime.class, true),
        INSTANT(Instant.class, true),
        DURATION(Duration.class, true),
        DATE(Date.class, false),
        SQL_DATE(java.sql.Date.class, false),
        SQL_TIME(java.sql.Time.class, false),
        SQL_TIMESTAMP(java.sql.Timestamp.class, false);

        private static final Map<Class<?>, Kind> BY_CLASS = byClass();

        private final Class<?> typeClass;
        private final boolean immutable;

        Kind(Class<?> typeClass, boolean immutable) {
            this.typeClass = typeClass;
            this.immutable = immutable;
        }

        /** The class of the values. */
        public Class<?> typeClass() {
            return typeClass;
        }

        /** Whether values never change, so that they need not be copied. */
        public boolean immutable() {
            return immutable;
        }

        private static Map<Class<?>, Kind> byClass() {
            Map<Class<?>, Kind> kinds = new HashMap<>();
            for (Kind kind : values()) {
                kinds.put(kind.typeClass, kind);
            }
            kinds.put(void.class, VOID);
            kinds.put(boolean.class, BOOLEAN);
            kinds.put(byte.class, BYTE);
            kinds.put(short.class, SHORT);
            kinds.put(char.class, CHAR);
            kinds.put(int.class, INT);
            kinds.put(long.class, LONG);
            kinds.put(float.class, FLOAT);
            kinds.put(double.class, DOUBLE);
            return Map.copyOf(kinds);
        }
    }

    public static final BasicTypeInfo<Void> VOID_TYPE_INFO = new BasicTypeInfo<>(Kind.VOID);
    public static final BasicTypeInfo<String> STRING_TYPE_INFO = new BasicTypeInfo<>(Kind.STRING);
    public static final BasicTypeInfo<Boolean> BOOLEAN_TYPE_INFO = new BasicTypeInfo<>(Kind.BOOLEAN);
    public static final BasicTypeInfo<Byte> BYTE_TYPE_INFO = new BasicTypeInfo<>(Kind.BYTE);
    public static final BasicTypeInfo<Short> SHORT_TYPE_INFO = new BasicTypeInfo<>(Kind.SHORT);
    public static final BasicTypeInfo<Integer> INT_TYPE_INFO = new BasicTypeInfo<>(Kind.INT);
    public static final BasicTypeInfo<Long> LONG_TYPE_INFO = new BasicTypeInfo<>(Kind.LONG);
    public static final BasicTypeInfo<Float> FLOAT_TYPE_INFO = new BasicTypeInfo<>(Kind.FLOAT);
    public static final BasicTypeInfo<Double> DOUBLE_TYPE_INFO = new BasicTypeInfo<>(Kind.DOUBLE);
    public static final BasicTypeInfo<Character> CHAR_TYPE_INFO = new BasicTypeInfo<>(Kind.CHAR);
    public static final BasicTypeInfo<Date> DATE_TYPE_INFO = new BasicTypeInfo<>(Kind.DATE);
    public static final BasicTypeInfo<BigInteger> BIG_INT_TYPE_INFO = new BasicTypeInfo<>(Kind.BIG_INT);
    public static final BasicTypeInfo<BigDecimal> BIG_DEC_TYPE_INFO = new BasicTypeInfo<>(Kind.BIG_DEC);
    public static final BasicTypeInfo<Instant> INSTANT_TYPE_INFO = new BasicTypeInfo<>(Kind.INSTANT);

    /** The basic type of a class or of its primitive, or null if the class is not basic. */
    @SuppressWarnings("unchecked")
    public static <T> @Nullable BasicTypeInfo<T> getInfoFor(Class<T> typeClass) {
        Kind kind = Kind.BY_CLASS.get(typeClass);
        return kind == null ? null : new BasicTypeInfo<>(kind);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<T> getTypeClass() {
        return (Class<T>) kind.typeClass();
    }

    @Override
    public boolean isBasicType() {
        return true;
    }

    @Override
    public String toString() {
        return kind.typeClass().getSimpleName();
    }
}
