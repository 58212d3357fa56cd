package io.heddle.core.types;

import io.heddle.api.types.Row;
import io.heddle.api.types.RowKind;
import io.heddle.api.types.RowTypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows: the kind of change, then as other composite values. Rows with names are written in the type's order. */
final class RowSerializer implements TypeSerializer<Row> {

    private final String[] names;
    private final TypeSerializer<Object>[] fields;
    private final TypeSnapshot.Composite snapshot;

    @SuppressWarnings("unchecked")
    RowSerializer(RowTypeInfo type, List<TypeSerializer<?>> fields) {
        this.names = type.getFieldNames();
        this.fields = fields.toArray(TypeSerializer[]::new);
        List<TypeSnapshot.Field> written = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            written.add(new TypeSnapshot.Field(names[i], true, fields.get(i).snapshot()));
        }
        this.snapshot = new TypeSnapshot.Composite(
                TypeSnapshot.Composite.Shape.ROW, Row.class.getName(), false, List.copyOf(written));
    }

    @Override
    public void write(Row row, BinaryWriter out) {
        if (!row.isNamed() && row.getArity() != names.length) {
            throw new IllegalArgumentException("A row of " + row.getArity() + " fields was found where the type says "
                    + names.length + ": " + String.join(", ", names));
        }
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

    @Override
    public Row read(BinaryReader in) {
        RowKind kind = RowKind.fromByteValue(in.readByte());
        int flagsAt = in.take(CompositeForm.flagBytes(names.length));
        Row row = Row.withPositions(kind, names.length);
        for (int i = 0; i < names.length; i++) {
            boolean isNull = (in.array()[flagsAt + i / 8] & (1 << (i % 8))) != 0;
            row.setField(i, isNull ? null : fields[i].read(in));
        }
        return row;
    }

    @Override
    public Row copy(Row row) {
        Row copy = Row.copy(row);
        for (int i = 0; i < names.length; i++) {
            Object field = field(row, i);
            if (field != null && !fields[i].immutable()) {
                if (row.isNamed()) {
                    copy.setField(names[i], fields[i].copy(field));
                } else {
                    copy.setField(i, fields[i].copy(field));
                }
            }
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
        return CompositeEvolution.resolveRow(
                snapshot, List.of(fields), written, RowSerializer::made, fieldsReader -> in -> {
                    RowKind kind = RowKind.fromByteValue(in.readByte());
                    Row row = fieldsReader.read(in);
                    row.setKind(kind);
                    return row;
                });
    }

    private static Row made(@Nullable Object[] values) {
        return Row.of(values);
    }

    private @Nullable Object field(Row row, int index) {
        return row.isNamed() ? row.getField(names[index]) : row.getField(index);
    }
}
