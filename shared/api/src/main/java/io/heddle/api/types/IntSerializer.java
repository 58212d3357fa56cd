package io.heddle.api.types;

/** Stands for {@link Types#INT} where a serialiser is asked for. */
public final class IntSerializer extends TypeSerializer<Integer> {
    /** The only one that is needed. */
    public static final IntSerializer INSTANCE = new IntSerializer();

    /** The same as {@link #INSTANCE}. */
    public IntSerializer() {
        super(Types.INT);
    }
}
