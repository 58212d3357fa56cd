package io.heddle.core.types;

/** How values that were written in an earlier form of a type are read today. */
public sealed interface Resolution<T> {

    /** The form is today's: the serialiser reads it, and bytes may be taken over as they are. */
    record AsIs<T>() implements Resolution<T> {}

    /** The form differs, but the reader turns it into today's values. */
    record Migrate<T>(TypeReader<T> reader) implements Resolution<T> {}

    /** There is no way to today's values; the reason says what differs and what to do. */
    record Incompatible<T>(String reason) implements Resolution<T> {}
}
