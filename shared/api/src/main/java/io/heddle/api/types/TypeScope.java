package io.heddle.api.types;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the type variables in sight stand for. */
final class TypeScope {

    /** A type that was written down, with the variables in it to be read in the scope of the place. */
    record Written(Type type, TypeScope scope) {}

    static final TypeScope EMPTY = new TypeScope(Map.of());

    private final Map<TypeVariable<?>, Written> bindings;

    private TypeScope(Map<TypeVariable<?>, Written> bindings) {
        this.bindings = bindings;
    }

    @Nullable
    Written get(TypeVariable<?> variable) {
        return bindings.get(variable);
    }

    TypeScope with(Map<TypeVariable<?>, Written> more) {
        Map<TypeVariable<?>, Written> all = new HashMap<>(bindings);
        all.putAll(more);
        return new TypeScope(all);
    }

    /** The scope inside the class that a type names: its variables bound to the arguments, read in this scope. */
    TypeScope inside(Type type) {
        if (!(type instanceof ParameterizedType parameterized)) {
            return this;
        }
        TypeVariable<?>[] variables = rawClass(type).getTypeParameters();
        Type[] arguments = parameterized.getActualTypeArguments();
        Map<TypeVariable<?>, Written> inner = new HashMap<>();
        for (int i = 0; i < variables.length; i++) {
            inner.put(variables[i], new Written(arguments[i], this));
        }
        if (parameterized.getOwnerType() instanceof ParameterizedType owner) {
            return inside(owner).with(inner);
        }
        return with(inner);
    }

    /** The scope inside a super class or interface of the class a type names, or null if it is none. */
    @Nullable
    TypeScope insideSuper(Type type, Class<?> ancestor) {
        Class<?> raw = rawClass(type);
        if (!ancestor.isAssignableFrom(raw)) {
            return null;
        }
        TypeScope inner = inside(type);
        if (raw.equals(ancestor)) {
            return inner;
        }
        Type superclass = raw.getGenericSuperclass();
        if (superclass != null) {
            TypeScope found = inner.insideSuper(superclass, ancestor);
            if (found != null) {
                return found;
            }
        }
        for (Type parent : raw.getGenericInterfaces()) {
            TypeScope found = inner.insideSuper(parent, ancestor);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static Class<?> rawClass(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        throw new IllegalArgumentException("No class: " + type);
    }
}
