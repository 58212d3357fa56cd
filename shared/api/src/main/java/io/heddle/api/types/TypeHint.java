package io.heddle.api.types;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Holds a generic type against erasure: an anonymous subclass keeps its type argument, as in
 * {@code new TypeHint<Tuple2<String, Integer>>() {}}.
 */
public abstract class TypeHint<T> {

    private final TypeInformation<T> typeInfo;

    /**
     * Reads the type argument of the subclass.
     *
     * @throws InvalidTypesException if the argument is missing or is itself a type variable
     */
    @SuppressWarnings("unchecked")
    protected TypeHint() {
        Type superclass = getClass().getGenericSuperclass();
        if (!(superclass instanceof ParameterizedType hint) || !TypeHint.class.equals(hint.getRawType())) {
            throw new InvalidTypesException("A type hint is an anonymous class that names its type, "
                    + "as in new TypeHint<Tuple2<String, Integer>>() {}.");
        }
        this.typeInfo = (TypeInformation<T>) TypeExtractor.createTypeInfo(hint.getActualTypeArguments()[0]);
    }

    /** The type that was written between the angle brackets. */
    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypeHint<?> that && typeInfo.equals(that.typeInfo);
    }

    @Override
    public int hashCode() {
        return typeInfo.hashCode();
    }

    @Override
    public String toString() {
        return "TypeHint: " + typeInfo;
    }
}
