package io.heddle.api.types;

/** Stands for {@link Types#FLOAT} where a serialiser is asked for. */
public final class FloatSerializer extends TypeSerializer<Float> {
    /** The only one that is needed. */
    public static final FloatSerializer INSTANCE = new FloatSerializer();

    /** The same as {@link #INSTANCE}. */
    public FloatSerializer() {
        super(Types.FLOAT);
    }
}
