package io.heddle.api.state;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Describes {@link ValueState}. */
public final class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {
    private final @Nullable T defaultValue;

    /** State of a type, null where nothing was set. */
    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
        super(name, typeInfo);
        this.defaultValue = null;
    }

    /** State of a class without type parameters, null where nothing was set. */
    public ValueStateDescriptor(String name, Class<T> typeClass) {
        this(name, TypeInformation.of(typeClass));
    }

    /** State of a class without type parameters, with a default, which must be serialisable. */
    public ValueStateDescriptor(String name, Class<T> typeClass, @Nullable T defaultValue) {
        this(name, TypeInformation.of(typeClass), defaultValue);
    }

    /** State of a type with a default, which must be serialisable. */
    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, @Nullable T defaultValue) {
        super(name, typeInfo);
        this.defaultValue = defaultValue;
    }

    /** State of the type that a serialiser stands for. */
    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
        this(name, typeSerializer.getTypeInformation());
    }

    /** State of the type that a serialiser stands for, with a default, which must be serialisable. */
    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer, @Nullable T defaultValue) {
        this(name, typeSerializer.getTypeInformation(), defaultValue);
    }

    /** What {@link ValueState#value} returns when nothing was set; states give copies of it if it can be changed. */
    public @Nullable T getDefaultValue() {
        return defaultValue;
    }

    @Override
    public Type getType() {
        return Type.VALUE;
    }
}
