package io.heddle.api.plan;

import org.jspecify.annotations.Nullable;

/** A record of one of two streams. */
public record TaggedUnion<T1, T2>(
        @Nullable T1 one, @Nullable T2 two, boolean isOne) {
    /** A record of the first. */
    public static <T1, T2> TaggedUnion<T1, T2> one(T1 one) {
        return new TaggedUnion<>(one, null, true);
    }

    /** A record of the second. */
    public static <T1, T2> TaggedUnion<T1, T2> two(T2 two) {
        return new TaggedUnion<>(null, two, false);
    }

    /** Whether it is of the second. */
    public boolean isTwo() {
        return !isOne;
    }

    /** The record of the first stream, or null. */
    public @Nullable T1 getOne() {
        return one;
    }

    /** The record of the second stream, or null. */
    public @Nullable T2 getTwo() {
        return two;
    }
}
