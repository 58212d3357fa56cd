package io.heddle.core.types;

/** Reads values of one type from one written form. Immutable; may be used by every thread. */
@FunctionalInterface
public interface TypeReader<T> {

    /** The value whose bytes begin at the reader's position, which is left behind them. */
    T read(BinaryReader in);
}
