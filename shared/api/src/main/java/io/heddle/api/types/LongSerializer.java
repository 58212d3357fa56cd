package io.heddle.api.types;

/** Stands for {@link Types#LONG} where a serialiser is asked for. */
public final class LongSerializer extends TypeSerializer<Long> {
    /** The only one that is needed. */
    public static final LongSerializer INSTANCE = new LongSerializer();

    /** The same as {@link #INSTANCE}. */
    public LongSerializer() {
        super(Types.LONG);
    }
}
