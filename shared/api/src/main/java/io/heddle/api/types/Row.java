package io.heddle.api.types;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mutable row of fields known by position or by name, with the kind of change it stands for.
 *
 * <p>A row made by {@link #withNames()} knows its fields by name alone; the type of its stream puts them in order, and once it was
 * sent or stored it knows them by position and by name. It stays equal to what it was.
 */
public final class Row implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable Object @Nullable [] byPosition;
    private final @Nullable Map<String, @Nullable Object> byName;
    /** Where the fields of a row by position are that have names too; shared with other rows. */
    private final @Nullable Map<String, Integer> positions;

    private RowKind kind;

    private Row(
            RowKind kind,
            @Nullable Object @Nullable [] byPosition,
            @Nullable Map<String, @Nullable Object> byName,
            @Nullable Map<String, Integer> positions) {
        this.kind = kind;
        this.byPosition = byPosition;
        this.byName = byName;
        this.positions = positions;
    }

    /** A row of the given number of fields, all null. */
    public Row(int arity) {
        this(RowKind.INSERT, new @Nullable Object[arity], null, null);
    }

    /** A row of kind {@link RowKind#INSERT} with so many fields by position, all null at first. */
    public static Row withPositions(int arity) {
        return withPositions(RowKind.INSERT, arity);
    }

    /** A row of a kind of change with so many fields by position, all null at first. */
    public static Row withPositions(RowKind kind, int arity) {
        return new Row(kind, new @Nullable Object[arity], null, null);
    }

    /**
     * A row whose fields are known by position and by name, all null at first. For serialisers.
     *
     * @param positions of the names, from 0 on without gaps; kept and not copied, so it must not change
     */
    public static Row withNamedPositions(RowKind kind, Map<String, Integer> positions) {
        return new Row(kind, new @Nullable Object[positions.size()], null, positions);
    }

    /** A row whose fields have names and no positions: a field is there once it has been set. */
    public static Row withNames() {
        return withNames(RowKind.INSERT);
    }

    /** The same of a kind of change. */
    public static Row withNames(RowKind kind) {
        return new Row(kind, null, new LinkedHashMap<>(), null);
    }

    /** A row of kind {@link RowKind#INSERT} with these fields by position. */
    public static Row of(@Nullable Object... values) {
        return new Row(RowKind.INSERT, values.clone(), null, null);
    }

    /** A row of a kind of change with these fields by position. */
    public static Row ofKind(RowKind kind, @Nullable Object... values) {
        return new Row(kind, values.clone(), null, null);
    }

    /** A new row with the same kind and field objects. */
    public static Row copy(Row row) {
        return new Row(
                row.kind,
                row.byPosition == null ? null : row.byPosition.clone(),
                row.byName == null ? null : new LinkedHashMap<>(row.byName),
                row.positions);
    }

    /** A new row of the fields at the given positions. */
    public static Row project(Row row, int[] positions) {
        Row projected = withPositions(row.kind, positions.length);
        for (int i = 0; i < positions.length; i++) {
            projected.setField(i, row.getField(positions[i]));
        }
        return projected;
    }

    /** A new row of all fields of the given rows, which are known by position. The first one gives the kind. */
    public static Row join(Row first, Row... others) {
        int arity = first.getArity();
        for (Row other : others) {
            arity += other.getArity();
        }
        Row joined = withPositions(first.kind, arity);
        int next = 0;
        for (int i = 0; i < first.getArity(); i++) {
            joined.setField(next++, first.getField(i));
        }
        for (Row other : others) {
            for (int i = 0; i < other.getArity(); i++) {
                joined.setField(next++, other.getField(i));
            }
        }
        return joined;
    }

    /** What the row does to a table; {@link RowKind#INSERT} by default. */
    public RowKind getKind() {
        return kind;
    }

    /** Sets what the row does to a table. */
    public void setKind(RowKind kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** The number of fields; of a row with names, the number of fields that have been set. */
    public int getArity() {
        return byPosition != null ? byPosition.length : named().size();
    }

    /** Whether the fields are known by name alone. */
    public boolean isNamed() {
        return byName != null;
    }

    /**
     * The field at the position.
     *
     * @throws IllegalArgumentException if the row knows its fields by name
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public @Nullable Object getField(int pos) {
        return positioned()[pos];
    }

    /** The field at the position, cast to what the caller expects. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <T> T getFieldAs(int pos) {
        return (T) getField(pos);
    }

    /**
     * The field with the name; null if it is null or was never set.
     *
     * @throws IllegalArgumentException if the row knows its fields by position alone, or if it has positions and no such name
     */
    public @Nullable Object getField(String name) {
        return positions == null ? named().get(name) : positioned()[position(name, positions)];
    }

    /** The field with the name, cast to what the caller expects. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <T> T getFieldAs(String name) {
        return (T) getField(name);
    }

    /** Sets the field at a position, from 0. */
    public void setField(int pos, @Nullable Object value) {
        positioned()[pos] = value;
    }

    /** Sets the field of a name. */
    public void setField(String name, @Nullable Object value) {
        if (positions == null) {
            named().put(name, value);
        } else {
            positioned()[position(name, positions)] = value;
        }
    }

    private static int position(String name, Map<String, Integer> positions) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException(
                    "The row has no field '" + name + "'; it has " + String.join(", ", positions.keySet()) + ".");
        }
        return position;
    }

    /**
     * The names of the fields that have been set, or null if the row knows its fields by position.
     *
     * @param includeNamedPositions whether to give the names of a row that knows its fields by position and by name
     */
    public @Nullable Set<String> getFieldNames(boolean includeNamedPositions) {
        if (byName != null) {
            return byName.keySet();
        }
        return includeNamedPositions && positions != null ? positions.keySet() : null;
    }

    /** Sets all fields to null; a row with names forgets its names. */
    public void clear() {
        if (byPosition != null) {
            Arrays.fill(byPosition, null);
        } else {
            named().clear();
        }
    }

    /**
     * Whether kind and fields are equal: by position if both rows have positions, else by name, where a field that was never set is
     * null.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Row that) || kind != that.kind) {
            return false;
        }
        if (byPosition != null && that.byPosition != null) {
            return Arrays.deepEquals(byPosition, that.byPosition);
        }
        Set<String> names = getFieldNames(true);
        Set<String> others = that.getFieldNames(true);
        return names != null && others != null && isAlike(that, names) && that.isAlike(this, others);
    }

    private boolean isAlike(Row that, Set<String> names) {
        for (String name : names) {
            boolean known = that.positions == null || that.positions.containsKey(name);
            if (!known || !Objects.deepEquals(getField(name), that.getField(name))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        // Not by the order, which a row of names does not know; nor the kind's own hash, which differs from process to
        // process.
        int sum = kind.toByteValue();
        for (Object field : byPosition != null ? Arrays.asList(byPosition) : named().values()) {
            if (field != null) {
                int hash = field.getClass().isArray() ? Arrays.deepHashCode(new Object[] {field}) : field.hashCode();
                int mixed = (hash ^ (hash >>> 16)) * 0x9e3779b9;
                sum += (mixed ^ (mixed >>> 15)) * 0x85ebca6b;
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.shortString());
        if (byPosition != null) {
            return text.append(Arrays.deepToString(byPosition)).toString();
        }
        text.append('{');
        String separator = "";
        for (String name : new TreeSet<>(named().keySet())) {
            text.append(separator).append(name).append('=').append(named().get(name));
            separator = ", ";
        }
        return text.append('}').toString();
    }

    private @Nullable Object[] positioned() {
        if (byPosition == null) {
            throw new IllegalArgumentException(
                    "The fields of this row are known by name, not by position. Make it by Row.withPositions.");
        }
        return byPosition;
    }

    private Map<String, @Nullable Object> named() {
        if (byName == null) {
            throw new IllegalArgumentException(
                    "The fields of this row are known by position, not by name. Make it by Row.withNames.");
        }
        return byName;
    }
}
