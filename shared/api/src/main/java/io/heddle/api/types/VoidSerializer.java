package io.heddle.api.types;

/** Stands for {@link Types#VOID}, the type of what is not there, where a serialiser is asked for. */
public final class VoidSerializer extends TypeSerializer<Void> {
    /** The only one that is needed. */
    public static final VoidSerializer INSTANCE = new VoidSerializer();

    /** The same as {@link #INSTANCE}. */
    public VoidSerializer() {
        super(Types.VOID);
    }
}
