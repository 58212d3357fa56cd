package io.heddle.core.types;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes composite classes by way of handles: for classes too wide for generated code, and to check that code against. */
final class PlainCompositeSerializer<T> extends CompositeSerializer<T> {

    private final TypeSerializer<Object>[] fields;

    @SuppressWarnings("unchecked")
    PlainCompositeSerializer(CompositeForm<T> form) {
        super(form);
        this.fields = form.fields().toArray(TypeSerializer[]::new);
    }

    @Override
    public void write(T value, BinaryWriter out) {
        if (value.getClass() != form.type()) {
            writeOther(value, out);
            return;
        }
        int flagBytes = CompositeForm.flagBytes(form.flagCount());
        int flagsAt = out.ensure(flagBytes);
        Arrays.fill(out.array(), flagsAt, flagsAt + flagBytes, (byte) 0);
        out.position(flagsAt + flagBytes);
        int flag = form.snapshot().extensible() ? 1 : 0;
        for (int i = 0; i < fields.length; i++) {
            Object field = form.access().get(value, i);
            if (field != null) {
                fields[i].write(field, out);
            } else {
                out.array()[flagsAt + flag / 8] |= (byte) (1 << (flag % 8));
            }
            flag += form.nullable(i) ? 1 : 0;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T read(BinaryReader in) {
        int flagBytes = CompositeForm.flagBytes(form.flagCount());
        boolean extensible = form.snapshot().extensible();
        int flagsAt = in.take(extensible ? 1 : flagBytes);
        if (extensible) {
            if ((in.array()[flagsAt] & SUBCLASS) != 0) {
                return (T) readOther(in);
            }
            in.take(flagBytes - 1);
        }
        int flag = extensible ? 1 : 0;
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            boolean isNull = form.nullable(i) && (in.array()[flagsAt + flag / 8] & (1 << (flag % 8))) != 0;
            values[i] = isNull ? null : fields[i].read(in);
            flag += form.nullable(i) ? 1 : 0;
        }
        return (T) form.access().make(values);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T value) {
        if (form.immutable()) {
            return value;
        }
        if (value.getClass() != form.type()) {
            return (T) copyOther(value);
        }
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Object field = form.access().get(value, i);
            values[i] = field == null ? null : fields[i].copy(field);
        }
        return (T) form.access().make(values);
    }
}
