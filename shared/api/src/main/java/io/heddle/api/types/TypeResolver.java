package io.heddle.api.types;

import io.heddle.api.tuple.Tuple;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a Java type, as it is written in a program, into its description. One use per question. */
final class TypeResolver {

    private static final Set<Class<?>> LISTS = Set.of(List.class, ArrayList.class);
    private static final Set<Class<?>> SETS = Set.of(Set.class, HashSet.class, LinkedHashSet.class);
    private static final Set<Class<?>> MAPS = Set.of(Map.class, HashMap.class, LinkedHashMap.class);

    /** The classes being described, outermost first, to find types that contain themselves. */
    private final Deque<Class<?>> open = new ArrayDeque<>();

    /** What the variables that nothing in the program binds were inferred to be. */
    private final Map<TypeVariable<?>, TypeInformation<?>> inferred;

    TypeResolver() {
        this(Map.of());
    }

    TypeResolver(Map<TypeVariable<?>, TypeInformation<?>> inferred) {
        this.inferred = inferred;
    }

    TypeInformation<?> resolve(Type type, TypeScope scope) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain, scope);
        }
        if (type instanceof ParameterizedType parameterized) {
            return ofParameterized(parameterized, scope);
        }
        if (type instanceof GenericArrayType array) {
            return ObjectArrayTypeInfo.of(resolve(array.getGenericComponentType(), scope));
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0], scope);
        }
        if (type instanceof TypeVariable<?> variable) {
            return ofVariable(variable, scope);
        }
        throw new InvalidTypesException("Types of the kind of " + type + " are not known.");
    }

    private TypeInformation<?> ofVariable(TypeVariable<?> variable, TypeScope scope) {
        TypeScope.Written written = scope.get(variable);
        if (written != null) {
            return resolve(written.type(), written.scope());
        }
        TypeInformation<?> known = inferred.get(variable);
        if (known != null) {
            return known;
        }
        throw new InvalidTypesException("What the type variable '" + variable + "' of '"
                + variable.getGenericDeclaration() + "' stands for cannot be known: the compiler erased it, and no "
                + "input type tells it. Bind it in a named or anonymous class, or give the type explicitly, for "
                + "example by returns(new TypeHint<...>() {}).");
    }

    private boolean isBound(TypeVariable<?> variable, TypeScope scope) {
        return scope.get(variable) != null || inferred.containsKey(variable);
    }

    private TypeInformation<?> ofClass(Class<?> raw, TypeScope scope) {
        TypeInformation<?> basic = BasicTypeInfo.getInfoFor(raw);
        if (basic != null) {
            return basic;
        }
        if (raw.isArray()) {
            Class<?> component = raw.getComponentType();
            return component.isPrimitive()
                    ? new PrimitiveArrayTypeInfo<>(raw)
                    : new ObjectArrayTypeInfo<>(raw, resolve(component, scope));
        }
        if (Enum.class.isAssignableFrom(raw) && !raw.equals(Enum.class)) {
            return ofEnum(raw);
        }
        if (raw.equals(Row.class)) {
            throw new InvalidTypesException("A Row does not tell the types of its fields. "
                    + "Give them by Types.ROW(...) or Types.ROW_NAMED(...).");
        }
        if (Tuple.class.isAssignableFrom(raw)) {
            return ofTuple(raw, raw, scope);
        }
        return ofStructured(raw, raw, scope);
    }

    private TypeInformation<?> ofParameterized(ParameterizedType type, TypeScope scope) {
        Class<?> raw = TypeScope.rawClass(type);
        Type[] arguments = type.getActualTypeArguments();
        if (LISTS.contains(raw)) {
            return new ListTypeInfo<>(resolve(arguments[0], scope));
        }
        if (SETS.contains(raw)) {
            return new SetTypeInfo<>(resolve(arguments[0], scope));
        }
        if (MAPS.contains(raw)) {
            return new MapTypeInfo<>(resolve(arguments[0], scope), resolve(arguments[1], scope));
        }
        if (raw.equals(Collection.class)) {
            return new CollectionTypeInfo<>(resolve(arguments[0], scope));
        }
        if (raw.equals(Optional.class)) {
            return new OptionalTypeInfo<>(resolve(arguments[0], scope));
        }
        if (Either.class.isAssignableFrom(raw)) {
            return new EitherTypeInfo<>(resolve(arguments[0], scope), resolve(arguments[1], scope));
        }
        if (Tuple.class.isAssignableFrom(raw)) {
            return ofTuple(type, raw, scope);
        }
        return ofStructured(type, raw, scope);
    }

    private static <E extends Enum<E>> TypeInformation<?> ofEnum(Class<?> raw) {
        // a constant with a body has a class of its own
        Class<?> declaring = raw.isEnum() ? raw : raw.getSuperclass();
        @SuppressWarnings("unchecked")
        Class<E> enumClass = (Class<E>) declaring;
        return new EnumTypeInfo<>(enumClass);
    }

    private TypeInformation<?> ofTuple(Type type, Class<?> raw, TypeScope scope) {
        Class<?> tuple = raw;
        while (tuple != null && !tuple.getPackageName().equals(Tuple.class.getPackageName())) {
            if (!PojoAnalysis.declaredState(tuple).isEmpty()) {
                return ofStructured(type, raw, scope);
            }
            tuple = tuple.getSuperclass();
        }
        if (tuple == null || tuple.equals(Tuple.class)) {
            throw new InvalidTypesException(
                    "'" + raw.getName() + "' does not tell how many fields it has. Use Tuple0 to Tuple25.");
        }
        TypeScope inner = scope.insideSuper(type, tuple);
        List<TypeField> fields = new ArrayList<>();
        for (TypeVariable<?> variable : tuple.getTypeParameters()) {
            if (inner == null || !isBound(variable, inner)) {
                throw new InvalidTypesException("'" + raw.getSimpleName() + "' is used without its type parameters, "
                        + "so that the types of its fields are unknown. Write " + tuple.getSimpleName()
                        + "<...> with the types of all fields.");
            }
            fields.add(new TypeField("f" + fields.size(), resolve(variable, inner)));
        }
        @SuppressWarnings("unchecked")
        Class<Tuple> tupleClass = (Class<Tuple>) raw;
        return new TupleTypeInfo<>(tupleClass, fields);
    }

    private TypeInformation<?> ofStructured(Type type, Class<?> raw, TypeScope scope) {
        TypeInfo annotation = raw.getAnnotation(TypeInfo.class);
        if (annotation != null) {
            return ofFactory(annotation, type, raw, scope);
        }
        if (open.contains(raw)) {
            // a type that contains itself has no finite description
            return new GenericTypeInfo<>(raw);
        }
        open.push(raw);
        try {
            TypeScope inner = scope.inside(type);
            if (raw.isRecord()) {
                return ofRecord(raw, inner);
            }
            TypeInformation<?> known = raw.isSealed() ? ofSealed(raw) : PojoAnalysis.tryPojo(type, raw, scope, this);
            return known != null ? known : new GenericTypeInfo<>(raw);
        } finally {
            open.pop();
        }
    }

    private TypeInformation<?> ofRecord(Class<?> raw, TypeScope inner) {
        List<TypeField> fields = new ArrayList<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            fields.add(new TypeField(component.getName(), resolve(component.getGenericType(), inner)));
        }
        return new RecordTypeInfo<>(raw, fields);
    }

    /** The type of a sealed class, or null if one of its classes may be anything. */
    private <T> @Nullable TypeInformation<T> ofSealed(Class<T> raw) {
        List<TypeInformation<? extends T>> variants = new ArrayList<>();
        return collectVariants(raw, variants) ? new VariantTypeInfo<>(raw, variants) : null;
    }

    private <T> boolean collectVariants(Class<? extends T> raw, List<TypeInformation<? extends T>> variants) {
        if (raw.getTypeParameters().length > 0 || (!raw.isInterface() && !Modifier.isAbstract(raw.getModifiers()))) {
            return false;
        }
        for (Class<?> permitted : raw.getPermittedSubclasses()) {
            @SuppressWarnings("unchecked")
            Class<? extends T> variant = (Class<? extends T>) permitted;
            if (variant.isSealed() && !variant.isEnum()) {
                if (!collectVariants(variant, variants)) {
                    return false;
                }
                continue;
            }
            if (variant.getTypeParameters().length > 0 || open.contains(variant)) {
                return false;
            }
            TypeInformation<?> type = resolve(variant, TypeScope.EMPTY);
            if (type instanceof GenericTypeInfo) {
                return false;
            }
            @SuppressWarnings("unchecked")
            TypeInformation<? extends T> typed = (TypeInformation<? extends T>) type;
            variants.add(typed);
        }
        return true;
    }

    private TypeInformation<?> ofFactory(TypeInfo annotation, Type type, Class<?> raw, TypeScope scope) {
        Map<String, @Nullable TypeInformation<?>> parameters = new LinkedHashMap<>();
        TypeScope inner = scope.inside(type);
        for (TypeVariable<?> variable : raw.getTypeParameters()) {
            parameters.put(variable.getName(), isBound(variable, inner) ? resolve(variable, inner) : null);
        }
        TypeInfoFactory<?> factory;
        try {
            factory = annotation.value().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new InvalidTypesException(
                    "The factory " + annotation.value().getName() + " of the type of " + raw.getName()
                            + " cannot be made. It needs a public constructor without parameters.",
                    e);
        }
        return factory.createTypeInfo(type, parameters);
    }
}
