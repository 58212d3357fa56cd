package io.heddle.api.plan;

import io.heddle.api.types.CompositeTypeInfo;
import io.heddle.api.types.ObjectArrayTypeInfo;
import io.heddle.api.types.PojoTypeInfo;
import io.heddle.api.types.RecordTypeInfo;
import io.heddle.api.types.RowTypeInfo;
import io.heddle.api.types.TupleTypeInfo;
import io.heddle.api.types.TypeField;
import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field of a known type: how to read it, how to copy a record with another value in it, and its type. */
public final class ResolvedField<T> implements Serializable {
    private final FieldPath path;
    private final List<FieldStep> steps;
    private final TypeInformation<?> type;
    /** The step if there is one alone, as mostly. */
    private final @Nullable FieldStep only;

    private ResolvedField(FieldPath path, List<FieldStep> steps, TypeInformation<?> type) {
        this.path = path;
        this.steps = steps;
        this.type = type;
        this.only = steps.size() == 1 ? steps.get(0) : null;
    }

    /** The path. */
    public FieldPath path() {
        return path;
    }

    /** The type of the field. */
    public TypeInformation<?> type() {
        return type;
    }

    /** The field of a record. */
    public @Nullable Object get(T record) {
        if (only != null) {
            return only.get(record);
        }
        Object value = record;
        for (FieldStep step : steps) {
            if (value == null) {
                throw new NullPointerException(
                        "The field '" + path + "' cannot be reached: null before '" + step + "'.");
            }
            value = step.get(value);
        }
        return value;
    }

    /** Whether a record can be given another value in the field without a copy. */
    boolean canSet() {
        return only != null && only.canSet();
    }

    /** Gives a tuple, row or POJO that nobody else sees another value in one of its own fields. */
    public void set(T record, @Nullable Object value) {
        Objects.requireNonNull(only).set(record, value);
    }

    /** A copy of the record with another value in the field. */
    @SuppressWarnings("unchecked")
    public T with(T record, Object value) {
        return (T) with(record, value, 0);
    }

    private Object with(Object holder, Object value, int depth) {
        if (depth == steps.size()) {
            return value;
        }
        FieldStep step = steps.get(depth);
        if (depth == steps.size() - 1) {
            return step.with(holder, value);
        }
        Object inner = step.get(holder);
        return step.with(holder, with(Objects.requireNonNull(inner), value, depth + 1));
    }

    static <T> ResolvedField<T> find(TypeInformation<T> type, FieldPath path) {
        List<FieldStep> steps = new ArrayList<>();
        TypeInformation<?> current = type;
        for (String name : path.names()) {
            if (current.isBasicType() && path.names().size() == 1 && name.equals("0")) {
                break;
            }
            int position = position(current, name, path, type);
            if (current instanceof CompositeTypeInfo<?> composite) {
                TypeField field = composite.fields().get(position);
                steps.add(new FieldStep(kind(composite), composite.getTypeClass(), field.name(), position));
                current = field.type();
            } else if (current instanceof ObjectArrayTypeInfo<?, ?> array) {
                steps.add(new FieldStep(FieldStep.Kind.ARRAY, array.getTypeClass(), name, position));
                current = array.elementType();
            } else {
                steps.add(new FieldStep(FieldStep.Kind.ARRAY, current.getTypeClass(), name, position));
                current = TypeInformation.of(current.getTypeClass().getComponentType());
            }
        }
        return new ResolvedField<>(path, steps, current);
    }

    private static FieldStep.Kind kind(CompositeTypeInfo<?> type) {
        if (type instanceof TupleTypeInfo) {
            return FieldStep.Kind.TUPLE;
        }
        if (type instanceof RowTypeInfo) {
            return FieldStep.Kind.ROW;
        }
        return type instanceof RecordTypeInfo ? FieldStep.Kind.RECORD : FieldStep.Kind.POJO;
    }

    private static int position(TypeInformation<?> type, String name, FieldPath path, TypeInformation<?> root) {
        boolean number = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
        if (type instanceof CompositeTypeInfo<?> composite) {
            int position = number ? Integer.parseInt(name) : composite.getFieldIndex(name);
            if (number && type instanceof PojoTypeInfo) {
                throw new IllegalArgumentException("Field positions are for tuples and rows, but " + root
                        + " is a POJO: use the name of the field instead of " + name + ".");
            }
            if (position >= 0 && position < composite.getArity()) {
                return position;
            }
            throw new IllegalArgumentException("There is no field '" + name + "'"
                    + (path.names().size() > 1 ? " (of '" + path + "')" : "") + " in " + type + "; it has "
                    + String.join(", ", composite.getFieldNames()) + ".");
        }
        if (number && type.getTypeClass().isArray()) {
            return Integer.parseInt(name);
        }
        throw new IllegalArgumentException("The field '" + path + "' cannot be found: " + type
                + " has no fields. Use a KeySelector or a function, or '*' for the record itself.");
    }

    @Override
    public String toString() {
        return path + ": " + type;
    }
}
