package io.heddle.core.types;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into the fields of one class: handles that take and give them as {@code Object}, or as the primitive they are.
 *
 * @param getters (Object)field, one for each field
 * @param maker (fields...)Object for a record; ()Object for a class whose fields are set one by one
 * @param setters (Object, field)void, one for each field; empty for a record
 * @param fieldClasses what each handle takes or gives: a primitive, or Object
 */
record FieldAccess(
        List<MethodHandle> getters, MethodHandle maker, List<MethodHandle> setters, List<Class<?>> fieldClasses) {

    static FieldAccess ofRecord(Class<?> type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<MethodHandle> getters = new ArrayList<>();
            List<Class<?>> erased = new ArrayList<>();
            List<Class<?>> declared = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                declared.add(component.getType());
                Class<?> fieldClass = erase(component.getType());
                erased.add(fieldClass);
                getters.add(lookup.findGetter(type, component.getName(), component.getType())
                        .asType(MethodType.methodType(fieldClass, Object.class)));
            }
            MethodHandle maker = lookup.findConstructor(type, MethodType.methodType(void.class, declared))
                    .asType(MethodType.methodType(Object.class, erased));
            return new FieldAccess(getters, maker, List.of(), erased);
        } catch (ReflectiveOperationException e) {
            throw inaccessible(type, e);
        }
    }

    /** The named fields of a class with a constructor without parameters; they may be inherited. */
    static FieldAccess ofFields(Class<?> type, List<String> names) {
        try {
            MethodHandle maker = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
            List<MethodHandle> getters = new ArrayList<>();
            List<MethodHandle> setters = new ArrayList<>();
            List<Class<?>> erased = new ArrayList<>();
            for (String name : names) {
                Field field = find(type, name);
                Class<?> fieldClass = erase(field.getType());
                MethodHandles.Lookup lookup =
                        MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup());
                erased.add(fieldClass);
                getters.add(lookup.unreflectGetter(field).asType(MethodType.methodType(fieldClass, Object.class)));
                setters.add(lookup.unreflectSetter(field)
                        .asType(MethodType.methodType(void.class, Object.class, fieldClass)));
            }
            return new FieldAccess(getters, maker, setters, erased);
        } catch (ReflectiveOperationException e) {
            throw inaccessible(type, e);
        }
    }

    boolean isPrimitive(int field) {
        return fieldClasses.get(field).isPrimitive();
    }

    /** The field of a value, boxed if it is primitive. */
    @Nullable
    Object get(Object value, int field) {
        try {
            return getters.get(field).invoke(value);
        } catch (Throwable e) {
            throw failed("read", value.getClass(), e);
        }
    }

    /** A new value of the given fields; null stands for the zero of a primitive. */
    Object make(@Nullable Object[] fields) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == null && isPrimitive(i)) {
                fields[i] = zero(fieldClasses.get(i));
            }
        }
        try {
            if (setters.isEmpty()) {
                return maker.invokeWithArguments(fields);
            }
            Object value = maker.invoke();
            for (int i = 0; i < fields.length; i++) {
                setters.get(i).invoke(value, fields[i]);
            }
            return value;
        } catch (Throwable e) {
            throw failed("make", maker.type().returnType(), e);
        }
    }

    private static Object zero(Class<?> primitive) {
        return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(primitive, 1), 0);
    }

    private static Class<?> erase(Class<?> type) {
        return type.isPrimitive() ? type : Object.class;
    }

    private static Field find(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    private static HeddleException inaccessible(Class<?> type, ReflectiveOperationException cause) {
        return new HeddleException(
                FaultCategory.USER,
                new Problem(
                        "The fields of " + type.getName() + " cannot be reached.",
                        String.valueOf(cause.getMessage()),
                        "Open its package to Heddle, if it is in a named module, or describe it by Types.GENERIC."),
                cause);
    }

    private static RuntimeException failed(String what, Class<?> type, Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new HeddleException(
                FaultCategory.USER, new Problem("Could not " + what + " a " + type.getName() + ".", "", ""), cause);
    }
}
