package io.heddle.rocksdb;

import io.heddle.api.state.StateTtlConfig;
import io.heddle.api.state.StateTtlConfig.CleanupStrategy.RocksdbCompactFilter;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.state.heap.EntrySplitter;
import io.heddle.engine.state.heap.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * Goes round a family for ever and deletes what has expired, so that entries that nobody asks for again do not stay. It stands for a
 * filter of RocksDB's compaction, for which a library of our own would have to be loaded, and removes what such a filter removes.
 *
 * <p>Whatever comes newly into memory, be it a key, an element or an entry of a map, pays for looks at {@link #LOOKS} entries of the
 * database. A database grows by nothing else, so a round over N entries is done before N / LOOKS more are there: of what it holds no
 * more than that share can be dead. Owner thread only.
 */
final class Sweep {
    private static final int LOOKS = 3;
    /** An iterator costs as much as some dozens of entries. */
    private static final int ENTRIES_AT_ONCE = 1024;

    private final Instance instance;
    private final StateTable table;
    private final StateInfo info;
    private final Expiry expiry;
    private final EntrySplitter splitter;
    private final BinaryReader in = new BinaryReader();
    private final BinaryWriter rest = new BinaryWriter(256);
    private int credit;
    /** Where to go on; null: at the beginning. */
    private byte @Nullable [] place;

    private Sweep(Instance instance, StateTable table, StateInfo info, Expiry expiry) {
        this.instance = instance;
        this.table = table;
        this.info = info;
        this.expiry = expiry;
        this.splitter = info.splitter();
    }

    /** Null if nothing expires, or if what expires is to be removed on access only. */
    static @Nullable Sweep of(
            StateTtlConfig config, Instance instance, StateTable table, StateInfo info, @Nullable Expiry expiry) {
        boolean asked = config.getCleanupStrategies().stream().anyMatch(RocksdbCompactFilter.class::isInstance);
        return expiry != null && (asked || config.isCleanupInBackground())
                ? new Sweep(instance, table, info, expiry)
                : null;
    }

    /** Something new is in memory. */
    void pay() {
        credit += LOOKS;
    }

    /** Goes a part of the way, if enough was paid and the database may be changed. */
    void step() {
        if (credit < ENTRIES_AT_ONCE) {
            return;
        }
        if (!table.isWritten()) {
            credit = 0;
            return;
        }
        if (instance.isHeld()) {
            return;
        }
        credit -= ENTRIES_AT_ONCE;
        // What is buffered is newer than what the iterator sees: a deletion must not come behind it.
        instance.apply();
        long nowMs = expiry.nowMs();
        try (Scan entries = instance.database.scan(table.family())) {
            if (place == null) {
                entries.seekToFirst();
            } else {
                entries.seek(place);
            }
            for (int i = 0; i < ENTRIES_AT_ONCE && entries.isValid(); i++) {
                look(entries.key(), entries.value(), nowMs);
                entries.next();
            }
            place = entries.isValid() ? entries.key() : null;
        }
        instance.apply();
    }

    private void look(byte[] key, byte[] value, long nowMs) {
        int family = table.family().id();
        if (!info.isList()) {
            if (expiry.isExpired(in.reset(value).readLong(), nowMs)) {
                instance.buffer.delete(family, key);
            }
            return;
        }
        rest.clear();
        if (splitter.live(in.reset(value), expiry, nowMs, rest) == 0) {
            instance.buffer.delete(family, key);
        } else if (rest.position() < value.length) {
            instance.buffer.put(family, key, rest.toBytes());
        }
    }
}
