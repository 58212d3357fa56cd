package io.heddle.engine.state;

import io.heddle.api.state.StateDescriptor;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a written state before its descriptor is: the part of the canonical form {@code keyed/1} that says how
 * entries are to be read.
 *
 * @param timed whether values carry the time of their renewal
 * @param value form of the values
 * @param mapKey form of a map's keys, null for other kinds
 * @param namespace form of the namespaces, null if there are none
 */
public record StateHeader(
        String name,
        StateDescriptor.Type kind,
        boolean timed,
        TypeSnapshot value,
        @Nullable TypeSnapshot mapKey,
        @Nullable TypeSnapshot namespace) {

    /** The format of segments in the canonical form, which every backend reads and writes. */
    public static final String CANONICAL = "keyed/1";

    public static StateHeader readFrom(BinaryReader in) {
        String name = in.readString();
        StateDescriptor.Type kind = StateDescriptor.Type.valueOf(in.readString());
        boolean timed = in.readBoolean();
        TypeSnapshot value = readForm(in);
        return new StateHeader(name, kind, timed, value, readOptionalForm(in), readOptionalForm(in));
    }

    public void writeTo(BinaryWriter out) {
        out.writeString(name);
        out.writeString(kind.name());
        out.writeBoolean(timed);
        writeForm(value, out);
        writeOptionalForm(mapKey, out);
        writeOptionalForm(namespace, out);
    }

    public StateName stateName() {
        return new StateName(name, namespace != null);
    }

    /** Writes a form with its length. */
    public static void writeForm(TypeSnapshot form, BinaryWriter out) {
        byte[] bytes = form.toBytes();
        out.writeVarInt(bytes.length);
        out.writeBytes(bytes);
    }

    /** Reads what {@link #writeForm} wrote. */
    public static TypeSnapshot readForm(BinaryReader in) {
        return TypeSnapshot.fromBytes(in.readBytes(in.readVarInt()));
    }

    private static void writeOptionalForm(@Nullable TypeSnapshot form, BinaryWriter out) {
        out.writeBoolean(form != null);
        if (form != null) {
            writeForm(form, out);
        }
    }

    private static @Nullable TypeSnapshot readOptionalForm(BinaryReader in) {
        return in.readBoolean() ? readForm(in) : null;
    }
}
