package io.heddle.api.connector;

import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeHint;
import io.heddle.api.types.TypeInformation;

/**
 * A schema that knows its type: by its class's type argument, or as it was told. Extend it and write {@code
 * deserialize(byte[])}.
 */
public abstract class AbstractDeserializationSchema<T> implements DeserializationSchema<T> {
    private final TypeInformation<T> type;

    /** The type is the subclass's type argument. */
    @SuppressWarnings("this-escape")
    protected AbstractDeserializationSchema() {
        this.type = TypeExtractor.producedType(this, AbstractDeserializationSchema.class, 0);
    }

    /** The type is a class without type parameters. */
    protected AbstractDeserializationSchema(Class<T> type) {
        this(TypeInformation.of(type));
    }

    /** The type is a hint's. */
    protected AbstractDeserializationSchema(TypeHint<T> typeHint) {
        this(TypeInformation.of(typeHint));
    }

    /** The type is this one. */
    protected AbstractDeserializationSchema(TypeInformation<T> typeInfo) {
        this.type = typeInfo;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }
}
