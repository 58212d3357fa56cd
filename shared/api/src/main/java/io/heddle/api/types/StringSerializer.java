package io.heddle.api.types;

/** Stands for {@link Types#STRING} where a serialiser is asked for. */
public final class StringSerializer extends TypeSerializer<String> {
    /** The only one that is needed. */
    public static final StringSerializer INSTANCE = new StringSerializer();

    /** The same as {@link #INSTANCE}. */
    public StringSerializer() {
        super(Types.STRING);
    }
}
