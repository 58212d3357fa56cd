package io.heddle.core.types;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.TypeSnapshot.Composite;
import io.heddle.core.types.TypeSnapshot.Composite.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what an earlier form of a composite class wrote: fields are matched by name, wherever they stand. */
final class CompositeEvolution {

    /**
     * One field as it was written.
     *
     * @param reader reads its values, as today's if it still exists
     * @param today its position today, or -1 if it is gone
     */
    private record WrittenField(boolean nullable, TypeReader<?> reader, int today) {}

    private CompositeEvolution() {}

    static <T> Resolution<T> resolve(CompositeForm<T> form, TypeSerializer<T> serializer, TypeSnapshot written) {
        if (written.equals(form.snapshot())) {
            return new Resolution.AsIs<>();
        }
        if (!(written instanceof Composite old) || !isSameClass(old, form)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, form.snapshot()));
        }
        List<WrittenField> fields = new ArrayList<>();
        Resolution.Incompatible<T> mismatch = match(old, form.snapshot(), form.fields(), form.type(), fields);
        if (mismatch != null) {
            return mismatch;
        }
        return new Resolution.Migrate<>(new OldReader<>(
                old.extensible() ? subclassReader(form) : null, fields, form.size(), values -> made(form, values)));
    }

    /** As {@link #resolve}, for rows, which are made by {@code maker} from the values of today's fields. */
    static <T> Resolution<T> resolveRow(
            Composite today,
            List<? extends TypeSerializer<?>> serializers,
            TypeSnapshot written,
            Function<@Nullable Object[], T> maker,
            Function<OldReader<T>, TypeReader<T>> wrapper) {
        if (written.equals(today)) {
            return new Resolution.AsIs<>();
        }
        if (!(written instanceof Composite old) || old.shape() != Shape.ROW) {
            return new Resolution.Incompatible<>(Mismatch.of(written, today));
        }
        List<WrittenField> fields = new ArrayList<>();
        Resolution.Incompatible<T> mismatch = match(old, today, serializers, null, fields);
        if (mismatch != null) {
            return mismatch;
        }
        return new Resolution.Migrate<>(wrapper.apply(new OldReader<>(null, fields, serializers.size(), maker)));
    }

    /** Reads a value of a sub class; if the class has become a final one, none of them can be kept. */
    private static TypeReader<Object> subclassReader(CompositeForm<?> form) {
        TypeSerializer<Object> subclasses = form.subclasses();
        if (subclasses != null) {
            return subclasses;
        }
        return in -> {
            throw new HeddleException(
                    FaultCategory.USER,
                    "State holds a value of a sub class of " + form.type().getName() + ".",
                    "The class is a record or final now and has no sub classes.",
                    "Make it a class that may have sub classes, or give the state a new name.");
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T made(CompositeForm<T> form, @Nullable Object[] values) {
        return (T) form.access().make(values);
    }

    /** A class may turn from a POJO into a record and back; its name stays, or is among its former ones. */
    private static boolean isSameClass(Composite old, CompositeForm<?> form) {
        Composite today = form.snapshot();
        boolean oldNamed = old.shape() == Shape.POJO || old.shape() == Shape.RECORD;
        boolean todayNamed = today.shape() == Shape.POJO || today.shape() == Shape.RECORD;
        return FormerlyNamed.isOrWas(form.type(), old.className())
                && (old.shape() == today.shape() || (oldNamed && todayNamed));
    }

    private static <T> Resolution.@Nullable Incompatible<T> match(
            Composite old,
            Composite today,
            List<? extends TypeSerializer<?>> serializers,
            @Nullable Class<?> owner,
            List<WrittenField> found) {
        List<String> names =
                today.fields().stream().map(TypeSnapshot.Field::name).toList();
        int kept = 0;
        for (TypeSnapshot.Field field : old.fields()) {
            int index = FormerlyNamed.indexOf(names, owner, field.name());
            if (index < 0) {
                found.add(new WrittenField(field.nullable(), Skip.of(field.type()), -1));
                continue;
            }
            kept++;
            Resolution<?> resolved = serializers.get(index).resolve(field.type());
            if (resolved instanceof Resolution.Incompatible<?> incompatible) {
                return Mismatch.inside("the field '" + field.name() + "'", incompatible);
            }
            if (field.nullable() && !today.fields().get(index).nullable()) {
                return new Resolution.Incompatible<>("the field '" + field.name() + "' could be null and is a "
                        + "primitive now. Keep the boxed type.");
            }
            TypeReader<?> reader =
                    resolved instanceof Resolution.Migrate<?> migrate ? migrate.reader() : serializers.get(index);
            found.add(new WrittenField(field.nullable(), reader, index));
        }
        if (kept == 0 && !old.fields().isEmpty() && !names.isEmpty()) {
            return new Resolution.Incompatible<>("none of its fields "
                    + old.fields().stream().map(TypeSnapshot.Field::name).toList() + " exists any more; there are "
                    + names + ".");
        }
        return null;
    }

    /** Reads the written fields in their order and makes a value of those that exist today. */
    static final class OldReader<T> implements TypeReader<T> {

        private final @Nullable TypeReader<Object> subclasses;
        private final List<WrittenField> fields;
        private final int sizeToday;
        private final Function<@Nullable Object[], T> maker;

        private OldReader(
                @Nullable TypeReader<Object> subclasses,
                List<WrittenField> fields,
                int sizeToday,
                Function<@Nullable Object[], T> maker) {
            this.subclasses = subclasses;
            this.fields = fields;
            this.sizeToday = sizeToday;
            this.maker = maker;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T read(BinaryReader in) {
            byte[] flags = Skip.flags(in, subclasses != null, (int)
                    fields.stream().filter(WrittenField::nullable).count());
            int flag = subclasses == null ? 0 : 1;
            if (flag == 1 && (flags[0] & CompositeSerializer.SUBCLASS) != 0) {
                return (T) Objects.requireNonNull(subclasses).read(in);
            }
            @Nullable Object[] values = new @Nullable Object[sizeToday];
            Arrays.fill(values, null);
            for (WrittenField field : fields) {
                boolean isNull = field.nullable() && (flags[flag / 8] & (1 << (flag % 8))) != 0;
                flag += field.nullable() ? 1 : 0;
                Object value = isNull ? null : field.reader().read(in);
                if (field.today() >= 0) {
                    values[field.today()] = value;
                }
            }
            return maker.apply(values);
        }
    }
}
