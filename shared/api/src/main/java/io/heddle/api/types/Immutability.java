package io.heddle.api.types;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

/** Finds out which values can never change. In doubt, they can. */
final class Immutability {

    private Immutability() {}

    static boolean isImmutable(TypeInformation<?> type) {
        if (type instanceof BasicTypeInfo<?> basic) {
            return basic.kind().immutable();
        }
        if (type instanceof EnumTypeInfo) {
            return true;
        }
        if (type instanceof RecordTypeInfo
                || type instanceof OptionalTypeInfo
                || type instanceof EitherTypeInfo
                || type instanceof VariantTypeInfo) {
            return type.getComponentTypes().stream().allMatch(TypeInformation::isImmutable);
        }
        return type instanceof GenericTypeInfo<?> generic && isImmutable(generic.typeClass(), new HashSet<>());
    }

    private static boolean isImmutable(Class<?> type, Set<Class<?>> open) {
        if (type.isPrimitive() || type.isEnum() || type.getName().startsWith("java.time.")) {
            return true;
        }
        BasicTypeInfo<?> basic = BasicTypeInfo.getInfoFor(type);
        if (basic != null) {
            return basic.kind().immutable();
        }
        if (!open.add(type)) {
            // a class that contains itself is as immutable as the rest of it
            return true;
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                if (!isImmutable(permitted, open)) {
                    return false;
                }
            }
            return type.isInterface() || hasOnlyFinalFields(type, open);
        }
        // a class that may have unknown sub classes may have mutable ones
        return Modifier.isFinal(type.getModifiers()) && !type.isArray() && hasOnlyFinalFields(type, open);
    }

    private static boolean hasOnlyFinalFields(Class<?> type, Set<Class<?>> open) {
        for (Class<?> c = type; c != null && !c.equals(Object.class); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (!Modifier.isFinal(field.getModifiers()) || !isImmutable(field.getType(), open)) {
                    return false;
                }
            }
        }
        return true;
    }
}
