package io.heddle.api.types;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that make a class a POJO, and what breaks them. */
final class PojoAnalysis {

    private PojoAnalysis() {}

    /** The type as a POJO, or null if its class is none. */
    static @Nullable TypeInformation<?> tryPojo(Type type, Class<?> raw, TypeScope scope, TypeResolver resolver) {
        if (brokenRule(raw) != null) {
            return null;
        }
        return new PojoTypeInfo<>(raw, typedFields(type, raw, scope, resolver));
    }

    /** The class as a POJO; throws with the broken rule if it is none. */
    static <T> TypeInformation<T> requirePojo(Class<T> raw) {
        String broken = brokenRule(raw);
        if (broken != null) {
            throw new InvalidTypesException(raw.getName() + " is not a POJO: " + broken);
        }
        return new PojoTypeInfo<>(raw, typedFields(raw, raw, TypeScope.EMPTY, new TypeResolver()));
    }

    /** Throws unless the class is a POJO of exactly the given fields. */
    static void requireFields(Class<?> raw, List<TypeField> fields) {
        String broken = brokenRule(raw);
        if (broken != null) {
            throw new InvalidTypesException(raw.getName() + " is not a POJO: " + broken);
        }
        List<String> expected =
                allState(raw).stream().map(Field::getName).sorted().toList();
        List<String> given = fields.stream().map(TypeField::name).toList();
        if (!expected.equals(given)) {
            throw new InvalidTypesException("The POJO " + raw.getName() + " has the fields " + expected
                    + ", but types are given for " + given + ".");
        }
    }

    /** The fields of the class itself that hold state: neither static nor transient. */
    static List<Field> declaredState(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** The fields of the class and of its super classes that hold state. */
    static List<Field> allState(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && !c.equals(Object.class); c = c.getSuperclass()) {
            fields.addAll(declaredState(c));
        }
        return fields;
    }

    /** The first rule for POJOs that the class breaks, with its mend, or null. */
    static @Nullable String brokenRule(Class<?> raw) {
        if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers()) || raw.isRecord() || raw.isEnum()) {
            return "it is not a concrete class.";
        }
        if (!Modifier.isPublic(raw.getModifiers())) {
            return "the class is not public.";
        }
        if (raw.isMemberClass() && !Modifier.isStatic(raw.getModifiers())) {
            return "it is an inner class. Make it static.";
        }
        if (!hasPublicConstructor(raw)) {
            return "it has no public constructor without parameters.";
        }
        Map<String, Field> byName = new HashMap<>();
        for (Field field : allState(raw)) {
            if (byName.put(field.getName(), field) != null) {
                return "two of its fields are named '" + field.getName() + "', one of them inherited.";
            }
            String broken = brokenRule(raw, field);
            if (broken != null) {
                return broken;
            }
        }
        return byName.isEmpty() ? "it has no fields." : null;
    }

    private static @Nullable String brokenRule(Class<?> raw, Field field) {
        if (Modifier.isFinal(field.getModifiers())) {
            return "the field '" + field.getName() + "' is final. Make the class a record, or the field mutable.";
        }
        if (Modifier.isPublic(field.getModifiers())) {
            return null;
        }
        String capital = capitalised(field.getName());
        boolean getter = hasMethod(raw, "get" + capital, field.getType())
                || hasMethod(raw, "is" + capital, field.getType())
                || hasMethod(raw, field.getName(), field.getType());
        if (!getter) {
            return "the field '" + field.getName() + "' is not public and has no getter get" + capital + "().";
        }
        if (!hasMethod(raw, "set" + capital, null, field.getType())
                && !hasMethod(raw, field.getName() + "_$eq", null, field.getType())) {
            return "the field '" + field.getName() + "' is not public and has no setter set" + capital + "("
                    + field.getType().getSimpleName() + ").";
        }
        return null;
    }

    private static List<TypeField> typedFields(Type type, Class<?> raw, TypeScope scope, TypeResolver resolver) {
        List<TypeField> fields = new ArrayList<>();
        for (Field field : allState(raw)) {
            TypeScope inner = scope.insideSuper(type, field.getDeclaringClass());
            try {
                fields.add(new TypeField(
                        field.getName(),
                        resolver.resolve(field.getGenericType(), inner == null ? TypeScope.EMPTY : inner)));
            } catch (InvalidTypesException e) {
                throw new InvalidTypesException(
                        "Field '" + field.getName() + "' of " + raw.getName() + ": " + e.getMessage(), e);
            }
        }
        fields.sort(Comparator.comparing(TypeField::name));
        return fields;
    }

    private static boolean hasPublicConstructor(Class<?> raw) {
        for (Constructor<?> constructor : raw.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMethod(Class<?> raw, String name, @Nullable Class<?> returned, Class<?>... parameters) {
        try {
            Method method = raw.getMethod(name, parameters);
            return returned == null || boxed(method.getReturnType()).equals(boxed(returned));
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static Class<?> boxed(Class<?> type) {
        BasicTypeInfo<?> basic = BasicTypeInfo.getInfoFor(type);
        return basic == null ? type : basic.getTypeClass();
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
