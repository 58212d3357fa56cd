package io.heddle.engine.state;

import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What a value state gives where nothing was set: if it can be changed, a copy each time, as functions do change it in place. */
public final class InitialValue {
    private final Object value;
    /** Null if the value cannot change. */
    private final @Nullable TypeSerializer<Object> copier;

    private InitialValue(Object value, @Nullable TypeSerializer<Object> copier) {
        this.value = value;
        this.copier = copier;
    }

    /** The descriptor's default value, or null if it has none. */
    @SuppressWarnings("unchecked")
    public static @Nullable InitialValue of(ValueStateDescriptor<?> descriptor, Serializers serializers) {
        Object value = descriptor.getDefaultValue();
        if (value == null) {
            return null;
        }
        TypeSerializer<Object> serializer = (TypeSerializer<Object>) serializers.of(descriptor.getTypeInformation());
        return new InitialValue(value, serializer.immutable() ? null : serializer);
    }

    /** The value, for a caller who may change it. */
    public Object get() {
        return copier == null ? value : copier.copy(value);
    }
}
