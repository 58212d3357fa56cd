package io.heddle.core.types;

/**
 * Writes, reads and copies the values of one type. Made by {@link Serializers}.
 *
 * <p>A serialiser is immutable and may be used by every thread. Values are not null, unless the type is {@code Void};
 * fields of composite values and elements may be. What is written tells its own end. Equal values of a type that may be
 * a key are written as equal bytes.
 */
public interface TypeSerializer<T> extends TypeReader<T> {

    /** What {@link #fixedLength} is for values of different lengths. */
    int VARIABLE_LENGTH = -1;

    void write(T value, BinaryWriter out);

    /** A value that is equal and shares nothing mutable with the given one; the same one if it is immutable. */
    T copy(T value);

    /** Whether no value can ever change, so that {@link #copy} returns what it is given. */
    boolean immutable();

    /** The number of bytes of every value, or {@link #VARIABLE_LENGTH}. */
    int fixedLength();

    /** The written form, to be stored beside what is written. */
    TypeSnapshot snapshot();

    /** How what was written in the given form is read today. */
    Resolution<T> resolve(TypeSnapshot written);
}
