package io.heddle.api.types;

/** Stands for a class that the general library writes ({@link Types#GENERIC}) where a serialiser is asked for. */
public final class KryoSerializer<T> extends TypeSerializer<T> {
    /** Values of a class. The settings are not asked. */
    public KryoSerializer(Class<T> type, SerializerConfig config) {
        super(Types.GENERIC(type));
    }
}
