package io.heddle.api.types;

/** Stands for {@link Types#DOUBLE} where a serialiser is asked for. */
public final class DoubleSerializer extends TypeSerializer<Double> {
    /** The only one that is needed. */
    public static final DoubleSerializer INSTANCE = new DoubleSerializer();

    /** The same as {@link #INSTANCE}. */
    public DoubleSerializer() {
        super(Types.DOUBLE);
    }
}
