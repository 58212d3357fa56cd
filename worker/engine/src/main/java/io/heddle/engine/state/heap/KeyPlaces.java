package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The keys of one task: how they are written, and where they belong. May be used by every thread. */
record KeyPlaces(TypeSerializer<Object> keys, ToIntFunction<Object> keyHash, int maxParallelism, KeyGroupRange range) {

    /** The key of an entry, without its namespace. */
    static Object key(Object tableKey) {
        return tableKey instanceof Scoped scoped ? scoped.key() : tableKey;
    }

    /** Where the next entry of that key goes. */
    BinaryWriter entry(Object tableKey, GroupedEntries groups) throws IOException {
        return groups.entry(group(tableKey));
    }

    private int group(Object tableKey) {
        return KeyGroups.groupOf(keyHash.applyAsInt(key(tableKey)), maxParallelism);
    }

    /** Removes the entries of those key groups from a table. */
    void removeFrom(KeyTable table, KeyGroupRange groups) {
        List<Object> gone = new ArrayList<>();
        KeyTable.Frozen view = table.freeze();
        view.forEach((tableKey, cell) -> {
            if (groups.contains(group(tableKey))) {
                gone.add(tableKey);
            }
        });
        view.release();
        gone.forEach(tableKey -> table.remove(tableKey, tableHash(tableKey)));
    }

    /** The hash by which a table knows an entry. */
    int tableHash(Object tableKey) {
        int hash = keyHash.applyAsInt(key(tableKey));
        return tableKey instanceof Scoped scoped ? NamespacedKey.hash(hash, scoped.namespace()) : hash;
    }
}
