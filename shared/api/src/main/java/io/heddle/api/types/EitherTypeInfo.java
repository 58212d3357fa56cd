package io.heddle.api.types;

import java.util.List;

/** An {@link Either}. */
public record EitherTypeInfo<L, R>(TypeInformation<L> leftType, TypeInformation<R> rightType)
        implements TypeInformation<Either<L, R>> {

    @Override
    @SuppressWarnings("unchecked")
    public Class<Either<L, R>> getTypeClass() {
        return (Class<Either<L, R>>) (Class<?>) Either.class;
    }

    @Override
    public List<TypeInformation<?>> getComponentTypes() {
        return List.of(leftType, rightType);
    }

    @Override
    public String toString() {
        return "Either<" + leftType + ", " + rightType + ">";
    }
}
