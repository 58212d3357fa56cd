package io.heddle.core.types;

import io.heddle.api.types.Either;

/** Values of one of two types: a flag and the value. */
final class EitherSerializer<L, R> implements TypeSerializer<Either<L, R>> {

    private final TypeSerializer<L> left;
    private final TypeSerializer<R> right;

    EitherSerializer(TypeSerializer<L> left, TypeSerializer<R> right) {
        this.left = left;
        this.right = right;
    }

    @Override
    public void write(Either<L, R> value, BinaryWriter out) {
        out.writeBoolean(value.isRight());
        if (value.isRight()) {
            right.write(value.right(), out);
        } else {
            left.write(value.left(), out);
        }
    }

    @Override
    public Either<L, R> read(BinaryReader in) {
        return read(in, left, right);
    }

    @Override
    public Either<L, R> copy(Either<L, R> value) {
        if (immutable()) {
            return value;
        }
        return value.isRight() ? Either.Right(right.copy(value.right())) : Either.Left(left.copy(value.left()));
    }

    @Override
    public boolean immutable() {
        return left.immutable() && right.immutable();
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return new TypeSnapshot.EitherOf(left.snapshot(), right.snapshot());
    }

    @Override
    public Resolution<Either<L, R>> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.EitherOf either)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
        }
        Resolution<L> lefts = left.resolve(either.left());
        Resolution<R> rights = right.resolve(either.right());
        if (lefts instanceof Resolution.Incompatible<L> incompatible) {
            return Mismatch.inside("the left value", incompatible);
        }
        if (rights instanceof Resolution.Incompatible<R> incompatible) {
            return Mismatch.inside("the right value", incompatible);
        }
        if (lefts instanceof Resolution.AsIs && rights instanceof Resolution.AsIs) {
            return new Resolution.AsIs<>();
        }
        TypeReader<L> leftReader = lefts instanceof Resolution.Migrate<L> migrate ? migrate.reader() : left;
        TypeReader<R> rightReader = rights instanceof Resolution.Migrate<R> migrate ? migrate.reader() : right;
        return new Resolution.Migrate<>(in -> read(in, leftReader, rightReader));
    }

    private static <L, R> Either<L, R> read(BinaryReader in, TypeReader<L> left, TypeReader<R> right) {
        return in.readBoolean() ? Either.Right(right.read(in)) : Either.Left(left.read(in));
    }
}
