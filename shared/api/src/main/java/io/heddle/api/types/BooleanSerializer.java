package io.heddle.api.types;

/** Stands for {@link Types#BOOLEAN} where a serialiser is asked for. */
public final class BooleanSerializer extends TypeSerializer<Boolean> {
    /** The only one that is needed. */
    public static final BooleanSerializer INSTANCE = new BooleanSerializer();

    /** The same as {@link #INSTANCE}. */
    public BooleanSerializer() {
        super(Types.BOOLEAN);
    }
}
