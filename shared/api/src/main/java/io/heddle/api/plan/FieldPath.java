package io.heddle.api.plan;

import io.heddle.api.types.TypeInformation;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record by position, by name, or by names with dots between for nested fields; {@code "*"} (or position 0 of a
 * basic type) is the record itself. Works on tuples, rows, Java records, POJOs and arrays; reads by reflection, once resolved.
 */
public final class FieldPath implements Serializable {
    private final List<String> names;

    private FieldPath(List<String> names) {
        this.names = names;
    }

    /** The field at a position. */
    public static FieldPath of(int position) {
        return new FieldPath(List.of(Integer.toString(position)));
    }

    /** The field of an expression such as {@code f0}, {@code user.address.zip} or {@code *}. */
    public static FieldPath of(String expression) {
        if (expression.equals("*") || expression.equals("_")) {
            return new FieldPath(List.of());
        }
        return new FieldPath(List.of(expression.split("\\.", -1)));
    }

    /** The parts; empty for the record itself. */
    public List<String> names() {
        return names;
    }

    /** Finds the path in a type, so that it can be read and its type is known. */
    public <T> ResolvedField<T> resolve(TypeInformation<T> type) {
        return ResolvedField.find(type, this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "*" : String.join(".", names);
    }
}
