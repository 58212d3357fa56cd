package io.heddle.engine.state.heap;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import org.jspecify.annotations.Nullable;

/**
 * How a state is written.
 *
 * @param namespaces writes namespaces, null if there are none
 * @param expiry what is not written any more; null if nothing expires
 */
record StateForm(
        StateName name,
        CellFormat format,
        @Nullable TypeSerializer<Object> namespaces,
        @Nullable Expiry expiry) {

    StateHeader header() {
        TypeSerializer<Object> mapKey = format.mapKey();
        return new StateHeader(
                name.name(),
                format.kind(),
                format.timed(),
                format.value().snapshot(),
                mapKey == null ? null : mapKey.snapshot(),
                namespaces == null ? null : namespaces.snapshot());
    }

    /**
     * Writes the key of an entry.
     *
     * @param slice the namespace if the key has none of its own
     */
    void writeKey(Object tableKey, Object slice, TypeSerializer<Object> keys, BinaryWriter out) {
        keys.write(KeyPlaces.key(tableKey), out);
        if (namespaces != null) {
            namespaces.write(tableKey instanceof Scoped scoped ? scoped.namespace() : slice, out);
        }
    }
}
