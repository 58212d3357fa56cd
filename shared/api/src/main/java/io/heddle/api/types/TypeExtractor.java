package io.heddle.api.types;

import io.heddle.api.tuple.Tuple;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out types from classes, from values and from functions. */
public final class TypeExtractor {

    private TypeExtractor() {}

    /** The description of a class; throws {@link InvalidTypesException} if it has type parameters. */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> createTypeInfo(Class<T> typeClass) {
        return (TypeInformation<T>) createTypeInfo((Type) typeClass);
    }

    /** The description of a type in which no type variable is left open. */
    public static TypeInformation<?> createTypeInfo(Type type) {
        return new TypeResolver().resolve(type, TypeScope.EMPTY);
    }

    /** The description of a class, with the generic description for one whose fields cannot be told. */
    public static <T> TypeInformation<T> getForClass(Class<T> typeClass) {
        return createTypeInfo(typeClass);
    }

    /**
     * The description of a value, of whose class the type parameters are taken from what it holds.
     *
     * @throws InvalidTypesException if a value that would tell a type is null
     */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> getForObject(T value) {
        return (TypeInformation<T>) describe(value);
    }

    /**
     * The type a function produces.
     *
     * @param function the user's function: a lambda, a method reference or an object
     * @param functionInterface the interface of the API it implements, as {@code MapFunction.class}
     * @param resultParameter the position of the result among the type parameters of the interface
     * @param inputs the types of the first type parameters of the interface
     * @return a {@link MissingTypeInfo} if the compiler erased the type
     * @throws InvalidTypesException if the function does not accept its input
     */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> producedType(
            Object function, Class<?> functionInterface, int resultParameter, TypeInformation<?>... inputs) {
        if (function instanceof ResultTypeQueryable<?> queryable) {
            return (TypeInformation<T>) queryable.getProducedType();
        }
        return (TypeInformation<T>)
                new FunctionTypes(function, functionInterface, resultParameter).resolve(List.of(inputs));
    }

    /** As {@link #producedType}, but an erased type is an error at once: for functions without {@code returns(...)}. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> TypeInformation<T> requiredType(
            Object function, Class<?> functionInterface, int resultParameter, TypeInformation<?>... inputs) {
        TypeInformation<T> type = producedType(function, functionInterface, resultParameter, inputs);
        if (type instanceof MissingTypeInfo<?> missing) {
            throw missing.toException();
        }
        return type;
    }

    private static TypeInformation<?> describe(@Nullable Object value) {
        if (value == null) {
            throw new InvalidTypesException("The type of a null is unknown. Give the type explicitly.");
        }
        if (value instanceof Tuple tuple && tuple.getClass().getPackageName().equals(Tuple.class.getPackageName())) {
            List<TypeInformation<?>> types = new ArrayList<>();
            for (int i = 0; i < tuple.getArity(); i++) {
                types.add(describeField(tuple.getField(i), "f" + i, tuple));
            }
            return TupleTypeInfo.of(types);
        }
        if (value instanceof Row row && !row.isNamed()) {
            TypeInformation<?>[] types = new TypeInformation<?>[row.getArity()];
            for (int i = 0; i < types.length; i++) {
                types[i] = describeField(row.getField(i), "f" + i, row);
            }
            return new RowTypeInfo(types);
        }
        if (value instanceof List<?> list) {
            TypeInformation<?> element = describeAlike(list);
            return element == null ? new GenericTypeInfo<>(List.class) : new ListTypeInfo<>(element);
        }
        if (value instanceof Set<?> set) {
            TypeInformation<?> element = describeAlike(set);
            return element == null ? new GenericTypeInfo<>(Set.class) : new SetTypeInfo<>(element);
        }
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            return new OptionalTypeInfo<>(describe(optional.get()));
        }
        return value.getClass().isRecord() ? describeRecord((Record) value) : createTypeInfo((Type) value.getClass());
    }

    /** A record, of which fields of open types are described by what they hold. */
    private static TypeInformation<?> describeRecord(Record value) {
        Class<?> type = value.getClass();
        if (type.getTypeParameters().length == 0) {
            return createTypeInfo((Type) type);
        }
        List<TypeField> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            TypeInformation<?> fieldType = component.getGenericType() instanceof Class<?> plain
                    ? createTypeInfo((Type) plain)
                    : describeField(valueOf(component, value), component.getName(), value);
            fields.add(new TypeField(component.getName(), fieldType));
        }
        return new RecordTypeInfo<>(type, fields);
    }

    private static @Nullable Object valueOf(RecordComponent component, Record holder) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new InvalidTypesException(
                    "The field " + component.getName() + " of "
                            + holder.getClass().getName()
                            + " cannot be read to tell its type. Give the type explicitly.",
                    e);
        }
    }

    private static TypeInformation<?> describeField(@Nullable Object field, String name, Object holder) {
        if (field == null) {
            throw new InvalidTypesException("The field " + name + " of " + holder
                    + " is null, so that its type is unknown. Give the type explicitly, for example by "
                    + "TypeInformation.of(new TypeHint<...>() {}).");
        }
        return describe(field);
    }

    /** The type all elements share, or null if they share none. */
    private static @Nullable TypeInformation<?> describeAlike(Collection<?> values) {
        TypeInformation<?> shared = null;
        for (Object value : values) {
            if (value == null) {
                continue;
            }
            TypeInformation<?> type = describe(value);
            if (shared != null && !shared.equals(type)) {
                return null;
            }
            shared = type;
        }
        return shared;
    }
}
