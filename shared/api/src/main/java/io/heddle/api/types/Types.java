package io.heddle.api.types;

import io.heddle.api.tuple.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Descriptions of types, for {@code returns(...)} and for state. The constants describe boxed values, strings, numbers,
 * dates and times.
 *
 * <p>How values are written follows from the type alone, and is part of checkpoints: a type may change only as
 * {@code docs/state.md} says.
 */
public final class Types {

    public static final TypeInformation<Void> VOID = BasicTypeInfo.VOID_TYPE_INFO;
    public static final TypeInformation<String> STRING = BasicTypeInfo.STRING_TYPE_INFO;
    public static final TypeInformation<Byte> BYTE = BasicTypeInfo.BYTE_TYPE_INFO;
    public static final TypeInformation<Boolean> BOOLEAN = BasicTypeInfo.BOOLEAN_TYPE_INFO;
    public static final TypeInformation<Short> SHORT = BasicTypeInfo.SHORT_TYPE_INFO;
    public static final TypeInformation<Integer> INT = BasicTypeInfo.INT_TYPE_INFO;
    public static final TypeInformation<Long> LONG = BasicTypeInfo.LONG_TYPE_INFO;
    public static final TypeInformation<Float> FLOAT = BasicTypeInfo.FLOAT_TYPE_INFO;
    public static final TypeInformation<Double> DOUBLE = BasicTypeInfo.DOUBLE_TYPE_INFO;
    public static final TypeInformation<Character> CHAR = BasicTypeInfo.CHAR_TYPE_INFO;
    public static final TypeInformation<BigDecimal> BIG_DEC = BasicTypeInfo.BIG_DEC_TYPE_INFO;
    public static final TypeInformation<BigInteger> BIG_INT = BasicTypeInfo.BIG_INT_TYPE_INFO;
    public static final TypeInformation<UUID> UUID = new BasicTypeInfo<>(BasicTypeInfo.Kind.UUID);
    public static final TypeInformation<java.sql.Date> SQL_DATE = new BasicTypeInfo<>(BasicTypeInfo.Kind.SQL_DATE);
    public static final TypeInformation<java.sql.Time> SQL_TIME = new BasicTypeInfo<>(BasicTypeInfo.Kind.SQL_TIME);
    public static final TypeInformation<java.sql.Timestamp> SQL_TIMESTAMP =
            new BasicTypeInfo<>(BasicTypeInfo.Kind.SQL_TIMESTAMP);
    public static final TypeInformation<LocalDate> LOCAL_DATE = new BasicTypeInfo<>(BasicTypeInfo.Kind.LOCAL_DATE);
    public static final TypeInformation<LocalTime> LOCAL_TIME = new BasicTypeInfo<>(BasicTypeInfo.Kind.LOCAL_TIME);
    public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME =
            new BasicTypeInfo<>(BasicTypeInfo.Kind.LOCAL_DATE_TIME);
    public static final TypeInformation<OffsetDateTime> OFFSET_DATE_TIME =
            new BasicTypeInfo<>(BasicTypeInfo.Kind.OFFSET_DATE_TIME);
    public static final TypeInformation<ZonedDateTime> ZONED_DATE_TIME =
            new BasicTypeInfo<>(BasicTypeInfo.Kind.ZONED_DATE_TIME);
    public static final TypeInformation<Instant> INSTANT = BasicTypeInfo.INSTANT_TYPE_INFO;
    public static final TypeInformation<Duration> DURATION = new BasicTypeInfo<>(BasicTypeInfo.Kind.DURATION);

    private Types() {}

    /** A row whose fields are named {@code f0}, {@code f1}, ... */
    public static TypeInformation<Row> ROW(TypeInformation<?>... types) {
        return new RowTypeInfo(types);
    }

    /** A row with the given field names and types. */
    public static TypeInformation<Row> ROW_NAMED(String[] fieldNames, TypeInformation<?>... types) {
        return new RowTypeInfo(types, fieldNames);
    }

    /** A tuple of as many fields as types are given (at most 25). */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... types) {
        return TupleTypeInfo.of(List.of(types));
    }

    /** A class that extends a tuple with all its type parameters bound. */
    public static <T extends Tuple> TypeInformation<T> TUPLE(Class<T> tupleSubclass) {
        TypeInformation<T> type = TypeExtractor.createTypeInfo(tupleSubclass);
        if (type instanceof TupleTypeInfo) {
            return type;
        }
        throw new InvalidTypesException(tupleSubclass.getName() + " is not a tuple.");
    }

    /**
     * A POJO.
     *
     * @throws InvalidTypesException that says which of the rules for POJOs the class breaks
     */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass) {
        return PojoAnalysis.requirePojo(pojoClass);
    }

    /** A POJO with the types of all its fields given. */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass, Map<String, TypeInformation<?>> fields) {
        List<TypeField> typed = fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new TypeField(field.getKey(), field.getValue()))
                .toList();
        PojoAnalysis.requireFields(pojoClass, typed);
        return new PojoTypeInfo<>(pojoClass, typed);
    }

    /** A Java record without type parameters. */
    public static <T extends Record> TypeInformation<T> RECORD(Class<T> recordClass) {
        return TypeExtractor.createTypeInfo(recordClass);
    }

    /** A class to be written by the general object serialiser, whatever its structure. */
    public static <T> TypeInformation<T> GENERIC(Class<T> genericClass) {
        return new GenericTypeInfo<>(genericClass);
    }

    /** The array of the primitives that belong to a boxed type, as {@code int[]} to {@link #INT}. */
    public static TypeInformation<?> PRIMITIVE_ARRAY(TypeInformation<?> elementType) {
        Class<?> array = elementType instanceof BasicTypeInfo<?> basic
                ? switch (basic.kind()) {
                    case BOOLEAN -> boolean[].class;
                    case BYTE -> byte[].class;
                    case SHORT -> short[].class;
                    case CHAR -> char[].class;
                    case INT -> int[].class;
                    case LONG -> long[].class;
                    case FLOAT -> float[].class;
                    case DOUBLE -> double[].class;
                    default -> null;
                }
                : null;
        if (array == null) {
            throw new InvalidTypesException(elementType + " has no primitive. Use OBJECT_ARRAY.");
        }
        return new PrimitiveArrayTypeInfo<>(array);
    }

    /** Arrays of objects; elements may be null. */
    public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> elementType) {
        return ObjectArrayTypeInfo.of(elementType);
    }

    /** One of two types. */
    public static <L, R> TypeInformation<Either<L, R>> EITHER(TypeInformation<L> leftType, TypeInformation<R> right) {
        return new EitherTypeInfo<>(leftType, right);
    }

    /** A value or none. */
    public static <V> TypeInformation<Optional<V>> OPTIONAL(TypeInformation<V> valueType) {
        return new OptionalTypeInfo<>(valueType);
    }

    /** Lists, read back as {@code ArrayList}; elements may be null. */
    public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> elementType) {
        return new ListTypeInfo<>(elementType);
    }

    /** Sets, read back in the order in which they were written. */
    public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> elementType) {
        return new SetTypeInfo<>(elementType);
    }

    /** Collections whose kind does not matter, read back as lists. */
    public static <E> TypeInformation<Collection<E>> COLLECTION(TypeInformation<E> elementType) {
        return new CollectionTypeInfo<>(elementType);
    }

    /** Maps, read back in the order in which they were written; values may be null. */
    public static <K, V> TypeInformation<Map<K, V>> MAP(TypeInformation<K> keyType, TypeInformation<V> valueType) {
        return new MapTypeInfo<>(keyType, valueType);
    }

    /** Enums, written by name, so that constants may be reordered and added. */
    public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> enumType) {
        return new EnumTypeInfo<>(enumType);
    }
}
