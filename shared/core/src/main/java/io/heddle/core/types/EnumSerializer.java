package io.heddle.core.types;

import io.heddle.api.types.EnumTypeInfo;
import java.util.ArrayList;
import java.util.List;

/** Enums: the position of the constant. The snapshot holds the names, so that a later program may reorder them. */
final class EnumSerializer<E extends Enum<E>> implements TypeSerializer<E> {

    private final Class<E> type;
    private final E[] constants;
    private final TypeSnapshot.EnumOf snapshot;

    EnumSerializer(EnumTypeInfo<E> type) {
        this.type = type.typeClass();
        this.constants = type.typeClass().getEnumConstants();
        List<String> names = new ArrayList<>();
        for (E constant : constants) {
            names.add(constant.name());
        }
        this.snapshot = new TypeSnapshot.EnumOf(type.typeClass().getName(), List.copyOf(names));
    }

    /** The position is safe here, for the snapshot tells which name it had. */
    @Override
    @SuppressWarnings("EnumOrdinal")
    public void write(E value, BinaryWriter out) {
        out.writeVarInt(value.ordinal());
    }

    @Override
    public E read(BinaryReader in) {
        return read(in, constants);
    }

    @Override
    public E copy(E value) {
        return value;
    }

    @Override
    public boolean immutable() {
        return true;
    }

    @Override
    public int fixedLength() {
        return constants.length <= 128 ? 1 : VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Resolution<E> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.EnumOf old) || !FormerlyNamed.isOrWas(type, old.className())) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot));
        }
        E[] byOldPosition = constants.clone();
        List<String> gone = new ArrayList<>();
        List<E> found = new ArrayList<>();
        for (String name : old.names()) {
            int today = snapshot.names().indexOf(name);
            if (today < 0) {
                gone.add(name);
            } else {
                found.add(constants[today]);
            }
        }
        if (!gone.isEmpty()) {
            return new Resolution.Incompatible<>("the enum " + snapshot.className() + " has lost its constants " + gone
                    + ", which the written values may hold. Keep them, if only as deprecated ones.");
        }
        if (snapshot.names().subList(0, found.size()).equals(old.names())) {
            return new Resolution.AsIs<>();
        }
        E[] moved = found.toArray(byOldPosition);
        return new Resolution.Migrate<>(in -> read(in, moved));
    }

    private static <E> E read(BinaryReader in, E[] constants) {
        int position = in.readVarInt();
        if (position < 0 || position >= constants.length) {
            throw in.damaged("the constant " + position + " of an enum of " + constants.length);
        }
        return constants[position];
    }
}
