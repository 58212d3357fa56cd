package io.heddle.api.types;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which types may be keys.
 *
 * <p>A key decides which process owns a record, today and after a restore on another Java version. So equal keys must be
 * written and hashed equally everywhere, which rules out what is hashed by its place in memory and what has no order.
 */
public final class KeyTypes {

    private KeyTypes() {}

    /**
     * Throws unless the type may be a key.
     *
     * @throws InvalidTypesException that says why the type may not be a key and what to do
     */
    public static void requireKeyType(TypeInformation<?> type) {
        Optional<String> reason = whyNoKey(type);
        if (reason.isPresent()) {
            throw new InvalidTypesException("Type (" + type + ") cannot be used as key: " + reason.get());
        }
    }

    /** Why the type may not be a key, and what to do; empty if it may. */
    public static Optional<String> whyNoKey(TypeInformation<?> type) {
        if (type instanceof MissingTypeInfo<?> missing) {
            throw missing.toException();
        }
        if (type instanceof BasicTypeInfo<?> basic) {
            return basic.kind() == BasicTypeInfo.Kind.VOID ? Optional.of("it has no values.") : Optional.empty();
        }
        if (type instanceof EnumTypeInfo) {
            // hashed by the name of the constant, not by Enum.hashCode, which differs from process to process
            return Optional.empty();
        }
        if (type instanceof PrimitiveArrayTypeInfo || type instanceof ObjectArrayTypeInfo) {
            return Optional.of("two arrays of the same content are not equal, and an array is hashed by its place in "
                    + "memory. Key by a List or a String made from it, or by a record that holds one.");
        }
        if (type instanceof SetTypeInfo || type instanceof MapTypeInfo || type instanceof CollectionTypeInfo) {
            return Optional.of("its elements have no fixed order, so that equal values may be written differently. "
                    + "Key by a sorted List made from it.");
        }
        if (type instanceof CompositeTypeInfo<?> composite) {
            return whyNoKey(composite);
        }
        if (type instanceof GenericTypeInfo<?> generic) {
            return whyNoKey(generic.typeClass(), generic.typeClass().getSimpleName(), new HashSet<>());
        }
        // a list, an optional, an either or a variant is a key if what it holds is one
        return type.getComponentTypes().stream()
                .map(component -> whyNoKey(component).map(reason -> "in it, " + component + ": " + reason))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> whyNoKey(CompositeTypeInfo<?> type) {
        if (type instanceof PojoTypeInfo<?> pojo) {
            Optional<String> identity = whyIdentity(pojo.typeClass());
            if (identity.isPresent()) {
                return identity;
            }
        }
        for (TypeField field : type.fields()) {
            Optional<String> reason = whyNoKey(field.type());
            if (reason.isPresent()) {
                return Optional.of("its field '" + field.name() + "' (" + field.type() + "): " + reason.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> whyIdentity(Class<?> type) {
        try {
            boolean identity = type.getMethod("hashCode").getDeclaringClass().equals(Object.class)
                    || type.getMethod("equals", Object.class)
                            .getDeclaringClass()
                            .equals(Object.class);
            return identity
                    ? Optional.of(type.getName() + " does not override both hashCode() and equals(), so that two keys "
                            + "of the same content differ. Override them, make it a record, or key by one of its "
                            + "fields.")
                    : Optional.empty();
        } catch (NoSuchMethodException e) {
            throw new InvalidTypesException(type.getName() + " cannot be looked into.", e);
        }
    }

    private static Optional<String> whyNoKey(Class<?> type, String path, Set<Class<?>> open) {
        if (type.isPrimitive()
                || type.isEnum()
                || BasicTypeInfo.getInfoFor(type) != null
                || type.getName().startsWith("java.time.")
                || !open.add(type)) {
            return Optional.empty();
        }
        if (type.isArray() || type.isInterface() || type.equals(Object.class)) {
            return Optional.of("'" + path + "' is of type " + type.getTypeName() + ", whose values are not known to "
                    + "be written equally when they are equal. Key by a record, a tuple or a basic type.");
        }
        Optional<String> identity = whyIdentity(type);
        if (identity.isPresent()) {
            return identity;
        }
        for (Field field : PojoAnalysis.allState(type)) {
            Optional<String> reason = whyNoKey(field.getType(), path + "." + field.getName(), open);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }
}
