package io.heddle.engine.state.heap;

import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.TypeInformation;

/** What the keys of a table are; which form it takes is decided once, by the type of the keys. */
enum KeyForm {
    /** {@link Integer}, hashed by its value. */
    INTEGER,
    /** {@link Long}, hashed as {@link Long#hashCode()}. */
    LONG,
    /** Anything with {@code equals}. */
    OBJECT;

    static KeyForm of(TypeInformation<?> type) {
        if (type instanceof BasicTypeInfo<?> basic && basic.kind() == BasicTypeInfo.Kind.INT) {
            return INTEGER;
        }
        return type instanceof BasicTypeInfo<?> basic && basic.kind() == BasicTypeInfo.Kind.LONG ? LONG : OBJECT;
    }
}
