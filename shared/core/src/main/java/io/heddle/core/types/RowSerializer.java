package io.heddle.core.types;

import io.heddle.api.types.Row;
import io.heddle.api.types.RowKind;
import io.heddle.api.types.RowTypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows: the kind of change, then as other composite values. Rows with names are written in the type's order, and all that are read or
 * copied know their fields by position and by name.
 */
final class RowSerializer implements TypeSerializer<Row> {

    private final String[] names;
    /** Of the names. */
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    private final TypeSerializer<Object>[] fields;
    private final TypeSnapshot.Composite snapshot;

    @SuppressWarnings("unchecked")
    RowSerializer(RowTypeInfo type, List<TypeSerializer<?>> fields) {
        this.names = type.getFieldNames();
        this.fields = fields.toArray(TypeSerializer[]::new);
        List<TypeSnapshot.Field> written = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            written.add(new TypeSnapshot.Field(names[i], true, fields.get(i).snapshot()));
            positions.put(names[i], i);
        }
        this.snapshot = new TypeSnapshot.Composite(
                TypeSnapshot.Composite.Shape.ROW, Row.class.getName(), false, List.copyOf(written));
    }

    @Override
    public void write(Row row, BinaryWriter out) {
        requireFitting(row);
        out.writeByte(row.getKind().toByteValue());
        int flagBytes = CompositeForm.flagBytes(names.length);
        int flagsAt = out.ensure(flagBytes);
        Arrays.fill(out.array(), flagsAt, flagsAt + flagBytes, (byte) 0);
        out.position(flagsAt + flagBytes);
        for (int i = 0; i < names.length; i++) {
            Object field = field(row, i);
            if (field == null) {
                out.array()[flagsAt + i / 8] |= (byte) (1 << (i % 8));
            } else {
                fields[i].write(field, out);
            }
        }
    }

    /** What has no place in the type would be lost. */
    private void requireFitting(Row row) {
        Set<String> given = row.getFieldNames(false);
        if (given == null) {
            if (row.getArity() != names.length) {
                throw new IllegalArgumentException("A row of " + row.getArity()
                        + " fields was found where the type says " + names.length + ": " + String.join(", ", names));
            }
        } else if (!positions.keySet().containsAll(given)) {
            Set<String> unknown = new TreeSet<>(given);
            unknown.removeAll(positions.keySet());
            throw new IllegalArgumentException("A row has fields that its type does not know: "
                    + String.join(", ", unknown) + ". The type has: " + String.join(", ", names));
        }
    }

    @Override
    public Row read(BinaryReader in) {
        RowKind kind = RowKind.fromByteValue(in.readByte());
        int flagsAt = in.take(CompositeForm.flagBytes(names.length));
        Row row = Row.withNamedPositions(kind, positions);
        for (int i = 0; i < names.length; i++) {
            boolean isNull = (in.array()[flagsAt + i / 8] & (1 << (i % 8))) != 0;
            row.setField(i, isNull ? null : fields[i].read(in));
        }
        return row;
    }

    @Override
    public Row copy(Row row) {
        requireFitting(row);
        Row copy = Row.withNamedPositions(row.getKind(), positions);
        for (int i = 0; i < names.length; i++) {
            Object field = field(row, i);
            copy.setField(i, field == null ? null : fields[i].copy(field));
        }
        return copy;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Resolution<Row> resolve(TypeSnapshot written) {
        return CompositeEvolution.resolveRow(snapshot, List.of(fields), written, this::made, fieldsReader -> in -> {
            RowKind kind = RowKind.fromByteValue(in.readByte());
            Row row = fieldsReader.read(in);
            row.setKind(kind);
            return row;
        });
    }

    private Row made(@Nullable Object[] values) {
        Row row = Row.withNamedPositions(RowKind.INSERT, positions);
        for (int i = 0; i < values.length; i++) {
            row.setField(i, values[i]);
        }
        return row;
    }

    private @Nullable Object field(Row row, int index) {
        return row.isNamed() ? row.getField(names[index]) : row.getField(index);
    }
}
