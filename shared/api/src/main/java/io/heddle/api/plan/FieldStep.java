package io.heddle.api.plan;

import io.heddle.api.tuple.Tuple;
import io.heddle.api.types.Row;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** One step of a field path, from an object to what it holds. */
final class FieldStep implements Serializable {
    /** What the object is. */
    enum Kind {
        TUPLE,
        ROW,
        RECORD,
        POJO,
        ARRAY
    }

    private final Kind kind;
    private final Class<?> owner;
    private final String name;
    private final int position;
    private transient @Nullable Field field;

    FieldStep(Kind kind, Class<?> owner, String name, int position) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.position = position;
    }

    @Nullable
    Object get(Object holder) {
        return switch (kind) {
            case TUPLE -> ((Tuple) holder).<@Nullable Object>getField(position);
            case ROW -> ((Row) holder).isNamed() ? ((Row) holder).getField(name) : ((Row) holder).getField(position);
            case ARRAY -> Array.get(holder, position);
            case RECORD, POJO -> read(holder);
        };
    }

    /** Whether holders of this kind can be changed. */
    boolean canSet() {
        return kind == Kind.TUPLE || kind == Kind.ROW;
    }

    /** Puts another value into the field of a holder that nobody else sees; not of a record or an array. */
    void set(Object holder, @Nullable Object value) {
        switch (kind) {
            case TUPLE -> ((Tuple) holder).setField(value, position);
            case ROW -> setInRow((Row) holder, value);
            case POJO -> write(holder, value);
            default -> throw new UnsupportedOperationException(owner.getName() + " cannot be changed.");
        }
    }

    private void setInRow(Row row, @Nullable Object value) {
        if (row.isNamed()) {
            row.setField(name, value);
        } else {
            row.setField(position, value);
        }
    }

    private void write(Object holder, @Nullable Object value) {
        try {
            field().set(holder, value);
        } catch (IllegalAccessException e) {
            throw unreadable(e);
        }
    }

    /** A copy of the holder (shallow) with another value in the field. */
    Object with(Object holder, @Nullable Object value) {
        return switch (kind) {
            case TUPLE -> {
                Tuple copy = copy((Tuple) holder);
                copy.setField(value, position);
                yield copy;
            }
            case ROW -> {
                Row copy = Row.copy((Row) holder);
                setInRow(copy, value);
                yield copy;
            }
            case ARRAY -> {
                int length = Array.getLength(holder);
                Object copy = Array.newInstance(owner.getComponentType(), length);
                System.arraycopy(holder, 0, copy, 0, length);
                Array.set(copy, position, value);
                yield copy;
            }
            case RECORD -> recordWith(holder, value);
            case POJO -> pojoWith(holder, value);
        };
    }

    /** The copy of a sub class is of that class, which {@link Tuple#copy} knows nothing of unless it is overridden. */
    private Tuple copy(Tuple holder) {
        Tuple copy = holder.copy();
        if (copy.getClass().equals(holder.getClass())) {
            return copy;
        }
        try {
            Constructor<? extends Tuple> constructor = holder.getClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            Tuple same = constructor.newInstance();
            for (int i = 0; i < holder.getArity(); i++) {
                same.setField(holder.<@Nullable Object>getField(i), i);
            }
            return same;
        } catch (ReflectiveOperationException e) {
            throw unreadable(e);
        }
    }

    private @Nullable Object read(Object holder) {
        try {
            return field().get(holder);
        } catch (IllegalAccessException e) {
            throw unreadable(e);
        }
    }

    private Field field() {
        Field found = field;
        if (found == null) {
            found = find(owner, name);
            found.setAccessible(true);
            field = found;
        }
        return found;
    }

    private static Field find(Class<?> owner, String name) {
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            for (Field candidate : c.getDeclaredFields()) {
                if (candidate.getName().equals(name) && !Modifier.isStatic(candidate.getModifiers())) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException(owner.getName() + " has no field '" + name + "'.");
    }

    private Object recordWith(Object holder, @Nullable Object value) {
        try {
            RecordComponent[] components = owner.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Field component = find(owner, components[i].getName());
                component.setAccessible(true);
                values[i] = i == position ? value : component.get(holder);
            }
            Constructor<?> constructor = owner.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw unreadable(e);
        }
    }

    private Object pojoWith(Object holder, @Nullable Object value) {
        try {
            Object copy = holder.getClass().getConstructor().newInstance();
            for (Class<?> c = holder.getClass(); c != null && !c.equals(Object.class); c = c.getSuperclass()) {
                for (Field each : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(each.getModifiers())) {
                        each.setAccessible(true);
                        each.set(copy, each.get(holder));
                    }
                }
            }
            field().set(copy, value);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw unreadable(e);
        }
    }

    private IllegalStateException unreadable(ReflectiveOperationException cause) {
        return new IllegalStateException("The field '" + name + "' of " + owner.getName() + " cannot be used.", cause);
    }

    @Override
    public String toString() {
        return name;
    }
}
