package io.heddle.api.types;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Stands for how the values of a type are written, where programs written for Flink name a serialiser: in the descriptors of
 * state, in triggers, in two-phase commit sinks. How values are written follows from their type alone, so all it holds is that
 * type, and there is nothing to override: describe a class of your own by its fields, or with a factory (see {@link TypeInfo}).
 */
public class TypeSerializer<T> implements Serializable {
    private final TypeInformation<T> type;

    /** Stands for a type. */
    protected TypeSerializer(TypeInformation<T> type) {
        this.type = type;
    }

    /** What is written. */
    public final TypeInformation<T> getTypeInformation() {
        return type;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TypeSerializer<?> that && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    @Override
    public final String toString() {
        return "serializer of " + type;
    }
}
