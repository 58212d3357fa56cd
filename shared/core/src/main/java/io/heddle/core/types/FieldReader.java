package io.heddle.core.types;

import org.jspecify.annotations.Nullable;

/** Takes the fields out of the values of one composite class. Immutable; may be used by every thread. */
@FunctionalInterface
public interface FieldReader {

    /** The field at the position, boxed if it is primitive. */
    @Nullable
    Object get(Object value, int field);
}
