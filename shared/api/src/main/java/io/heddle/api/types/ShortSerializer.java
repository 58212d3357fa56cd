package io.heddle.api.types;

/** Stands for {@link Types#SHORT} where a serialiser is asked for. */
public final class ShortSerializer extends TypeSerializer<Short> {
    /** The only one that is needed. */
    public static final ShortSerializer INSTANCE = new ShortSerializer();

    /** The same as {@link #INSTANCE}. */
    public ShortSerializer() {
        super(Types.SHORT);
    }
}
