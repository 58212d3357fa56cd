package io.heddle.core.types;

import io.heddle.api.types.GenericTypeInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Values of a generic class: their length, and what the general object serialiser makes of them. */
final class GenericSerializer<T> implements TypeSerializer<T> {

    private final Class<T> type;
    private final GenericClasses classes;
    private final boolean immutable;

    GenericSerializer(Class<T> type, GenericClasses classes) {
        this.type = type;
        this.classes = classes;
        this.immutable = new GenericTypeInfo<>(type).isImmutable();
    }

    @Override
    public void write(T value, BinaryWriter out) {
        classes.write(value, out);
    }

    @Override
    public T read(BinaryReader in) {
        return type.cast(classes.read(in));
    }

    @Override
    public T copy(T value) {
        return immutable ? value : classes.copy(value);
    }

    @Override
    public boolean immutable() {
        return immutable;
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        List<String> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && !isOfJdk(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    fields.add(field.getName() + ":" + field.getType().getName());
                }
            }
        }
        fields.sort(null);
        return new TypeSnapshot.Generic(type.getName(), List.copyOf(fields));
    }

    @Override
    public Resolution<T> resolve(TypeSnapshot written) {
        TypeSnapshot today = snapshot();
        if (written.equals(today)) {
            return new Resolution.AsIs<>();
        }
        if (written instanceof TypeSnapshot.Generic old && old.className().equals(type.getName())) {
            return new Resolution.Incompatible<>("the fields of the generic class " + type.getName()
                    + " have changed, and what is written of a generic class cannot be told apart. It had "
                    + old.fields() + ". Keep the class, and make it a record or a POJO for state that lives long.");
        }
        return new Resolution.Incompatible<>(Mismatch.of(written, today));
    }

    private static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null;
    }
}
