package io.heddle.core.keygroup;

import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.CompositeTypeInfo;
import io.heddle.api.types.Either;
import io.heddle.api.types.EitherTypeInfo;
import io.heddle.api.types.EnumTypeInfo;
import io.heddle.api.types.KeyTypes;
import io.heddle.api.types.ListTypeInfo;
import io.heddle.api.types.OptionalTypeInfo;
import io.heddle.api.types.RowTypeInfo;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.VariantTypeInfo;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.FieldReader;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes hashers of keys.
 *
 * <p>Booleans, numbers, characters and strings have hashes that Java's documentation fixes, and those of tuples are combined from
 * them; so are other values that hold values. All others are hashed by their written form, which is
 * fixed as well, and never by a {@code hashCode} that might hold the place of an object in memory.
 */
public final class KeyHashers {

    private KeyHashers() {}

    /**
     * The hasher of the keys of a type.
     *
     * @throws io.heddle.api.types.InvalidTypesException if the type may not be a key
     */
    public static <K> KeyHasher<K> of(TypeInformation<K> type, Serializers serializers) {
        KeyTypes.requireKeyType(type);
        return hasher(type, serializers);
    }

    /** The hash of a key in its written form. */
    public static int hashBytes(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private static <K> KeyHasher<K> hasher(TypeInformation<K> type, Serializers serializers) {
        if (type instanceof BasicTypeInfo<K> basic && isFixedByJava(basic.kind())) {
            return Object::hashCode;
        }
        if (type instanceof EnumTypeInfo) {
            return key -> ((Enum<?>) key).name().hashCode();
        }
        if (type instanceof CompositeTypeInfo<?> composite && !(type instanceof RowTypeInfo)) {
            return composite(composite, serializers);
        }
        if (type instanceof ListTypeInfo<?> list) {
            KeyHasher<?> element = hasher(list.elementType(), serializers);
            return key -> {
                int hash = 1;
                for (Object each : (List<?>) key) {
                    hash = 31 * hash + hashField(each, element);
                }
                return hash;
            };
        }
        if (type instanceof OptionalTypeInfo<?> optional) {
            KeyHasher<?> value = hasher(optional.valueType(), serializers);
            return key -> hashField(((Optional<?>) key).orElse(null), value);
        }
        if (type instanceof EitherTypeInfo<?, ?> either) {
            KeyHasher<?> left = hasher(either.leftType(), serializers);
            KeyHasher<?> right = hasher(either.rightType(), serializers);
            return key -> {
                Either<?, ?> value = (Either<?, ?>) key;
                return value.isLeft() ? hashField(value.left(), left) : 31 + hashField(value.right(), right);
            };
        }
        if (type instanceof VariantTypeInfo<?> sealed) {
            return variant(sealed, serializers);
        }
        return written(type, serializers);
    }

    /** Hashes the value alone: not its class, whose name and number may change. */
    private static <K> KeyHasher<K> variant(VariantTypeInfo<?> type, Serializers serializers) {
        Map<Class<?>, KeyHasher<?>> hashers = new HashMap<>();
        type.variants().forEach(each -> hashers.put(each.getTypeClass(), hasher(each, serializers)));
        return key -> {
            Class<?> variant = key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass();
            KeyHasher<?> hasher = hashers.get(variant);
            if (hasher == null) {
                throw new IllegalArgumentException(variant.getName() + " is none of the variants of " + type);
            }
            return hashField(key, hasher);
        };
    }

    /** Hashes an exotic basic type, a row or a generic class by its bytes. */
    private static <K> KeyHasher<K> written(TypeInformation<K> type, Serializers serializers) {
        TypeSerializer<K> serializer = serializers.of(type);
        return key -> {
            BinaryWriter out = new BinaryWriter(64);
            serializer.write(key, out);
            return hashBytes(out.array(), 0, out.position());
        };
    }

    private static boolean isFixedByJava(BasicTypeInfo.Kind kind) {
        return switch (kind) {
            case BOOLEAN, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE, STRING -> true;
            case VOID,
                    BIG_INT,
                    BIG_DEC,
                    UUID,
                    LOCAL_DATE,
                    LOCAL_TIME,
                    LOCAL_DATE_TIME,
                    OFFSET_DATE_TIME,
                    ZONED_DATE_TIME,
                    INSTANT,
                    DURATION,
                    DATE,
                    SQL_DATE,
                    SQL_TIME,
                    SQL_TIMESTAMP -> false;
        };
    }

    private static <K> KeyHasher<K> composite(CompositeTypeInfo<?> type, Serializers serializers) {
        int size = type.getArity();
        KeyHasher<?>[] hashers = new KeyHasher<?>[size];
        for (int i = 0; i < size; i++) {
            hashers[i] = hasher(type.getTypeAt(i), serializers);
        }
        FieldReader fields = serializers.fieldsOf(type);
        return key -> {
            int hash = 0;
            for (int i = 0; i < size; i++) {
                hash = 31 * hash + hashField(fields.get(key, i), hashers[i]);
            }
            return hash;
        };
    }

    @SuppressWarnings("unchecked")
    private static int hashField(@Nullable Object field, KeyHasher<?> hasher) {
        return field == null ? 0 : ((KeyHasher<Object>) hasher).hash(field);
    }
}
