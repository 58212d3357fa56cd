package io.heddle.api.types;

import java.io.Serializable;
import java.util.NoSuchElementException;

/** A value of one of two types. */
public sealed interface Either<L, R> extends Serializable {

    /** A value of the first type. */
    static <L, R> Either<L, R> Left(L value) {
        return new Left<>(value);
    }

    /** A value of the second type. */
    static <L, R> Either<L, R> Right(R value) {
        return new Right<>(value);
    }

    /** Whether this is a value of the first type. */
    default boolean isLeft() {
        return this instanceof Left;
    }

    /** Whether this is a value of the second type. */
    default boolean isRight() {
        return this instanceof Right;
    }

    /**
     * The left value.
     *
     * @throws NoSuchElementException if this is a right value
     */
    default L left() {
        if (this instanceof Left<L, R> left) {
            return left.value();
        }
        throw new NoSuchElementException("There is no left value in " + this);
    }

    /**
     * The right value.
     *
     * @throws NoSuchElementException if this is a left value
     */
    default R right() {
        if (this instanceof Right<L, R> right) {
            return right.value();
        }
        throw new NoSuchElementException("There is no right value in " + this);
    }

    /** A value of the first type. */
    record Left<L, R>(L value) implements Either<L, R> {}

    /** A value of the second type. */
    record Right<L, R>(R value) implements Either<L, R> {}
}
