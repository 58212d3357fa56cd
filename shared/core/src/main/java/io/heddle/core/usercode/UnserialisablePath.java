package io.heddle.core.usercode;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the objects a closure refers to, to name the field that cannot be written. */
final class UnserialisablePath {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<String> path = new ArrayDeque<>();

    private UnserialisablePath() {}

    /** The steps to the first object that is not serialisable; empty if none was found. */
    static List<String> find(Object root) {
        UnserialisablePath walk = new UnserialisablePath();
        return walk.isBad(root) ? List.copyOf(walk.path) : List.of();
    }

    /** Whether something below the object cannot be written; if so, the path leads to it. */
    private boolean isBad(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Class || value instanceof Enum) {
            return false;
        }
        if (!seen.add(value)) {
            return false;
        }
        if (!(value instanceof Serializable)) {
            if (path.isEmpty()) {
                path.add(value.getClass().getName());
            }
            return true;
        }
        if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                if (step("[" + i + "]", array[i])) {
                    return true;
                }
            }
            return false;
        }
        SerializedLambda lambda = lambda(value);
        if (lambda != null) {
            return isBadCapture(lambda);
        }
        return ClosureClasses.isOfJdk(value.getClass()) ? isBadInside(value) : isBadField(value);
    }

    private boolean isBadCapture(SerializedLambda lambda) {
        String owner = lambda.getCapturingClass().replace('/', '.');
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            Object captured = lambda.getCapturedArg(i);
            boolean self = captured != null && captured.getClass().getName().equals(owner);
            String what = self ? "this" : "the captured variable " + (i + 1);
            if (step("lambda of " + owner + ": " + what, captured)) {
                return true;
            }
        }
        return false;
    }

    /** Collections and maps of the JDK are looked into by what they hold. */
    private boolean isBadInside(Object value) {
        if (value instanceof Collection<?> collection) {
            int index = 0;
            for (Object element : collection) {
                if (step("[" + index++ + "]", element)) {
                    return true;
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (step("a key", entry.getKey()) || step("[" + entry.getKey() + "]", entry.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isBadField(Object value) {
        for (Class<?> c = value.getClass(); c != null && !ClosureClasses.isOfJdk(c); c = c.getSuperclass()) {
            if (!Serializable.class.isAssignableFrom(c)) {
                break;
            }
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        || Modifier.isTransient(field.getModifiers())
                        || field.getType().isPrimitive()) {
                    continue;
                }
                if (step(c.getName() + "." + field.getName(), read(field, value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean step(String name, @Nullable Object next) {
        path.addLast(next == null ? name : name + " (" + next.getClass().getName() + ")");
        if (isBad(next)) {
            return true;
        }
        path.removeLast();
        return false;
    }

    private static @Nullable Object read(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }

    private static @Nullable SerializedLambda lambda(Object value) {
        if (!value.getClass().isSynthetic()) {
            return null;
        }
        try {
            Method writeReplace = value.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return writeReplace.invoke(value) instanceof SerializedLambda found ? found : null;
        } catch (NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException
                | InaccessibleObjectException e) {
            return null;
        }
    }
}
