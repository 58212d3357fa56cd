package io.heddle.api.types;

import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a class that carries {@link TypeInfo}. Has a public constructor without parameters. */
public abstract class TypeInfoFactory<T> {

    /**
     * Describes the type.
     *
     * @param genericParameters the names of the type's parameters with what they stand for, null where unknown
     */
    public abstract TypeInformation<T> createTypeInfo(
            Type type, Map<String, @Nullable TypeInformation<?>> genericParameters);
}
