package io.heddle.api.types;

/** Stands for {@link Types#BYTE} where a serialiser is asked for. */
public final class ByteSerializer extends TypeSerializer<Byte> {
    /** The only one that is needed. */
    public static final ByteSerializer INSTANCE = new ByteSerializer();

    /** The same as {@link #INSTANCE}. */
    public ByteSerializer() {
        super(Types.BYTE);
    }
}
