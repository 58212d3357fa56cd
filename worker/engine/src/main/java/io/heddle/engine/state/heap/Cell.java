package io.heddle.engine.state.heap;

import io.heddle.engine.state.heap.Expiry.Timed;
import org.jspecify.annotations.Nullable;

/** What the table holds for the current key (and namespace), with expiry hidden; the common part of all kinds of state. */
final class Cell {
    private final KeyTable table;
    private final CellKey key;
    private final @Nullable Expiry expiry;
    private final @Nullable Sweep sweep;

    Cell(KeyTable table, CellKey key, @Nullable Expiry expiry, @Nullable Sweep sweep) {
        this.table = table;
        this.key = key;
        this.expiry = expiry;
        this.sweep = sweep;
    }

    @Nullable
    Expiry expiry() {
        return expiry;
    }

    /** The raw content: a value, a {@link Timed} one, or a collection. */
    @Nullable
    Object raw() {
        return table.get(key.tableKey(), key.hash());
    }

    void raw(Object content) {
        if (!table.replace(key.tableKey(), key.hash(), content)) {
            table.put(key.ownedTableKey(), key.hash(), content);
        }
        if (sweep != null) {
            sweep.step();
        }
    }

    void clear() {
        table.remove(key.tableKey(), key.hash());
    }

    /** The single value, null if there is none or if it may not be seen any more; renewed if reading renews. */
    @Nullable
    Object value() {
        Object content = raw();
        if (expiry == null || content == null) {
            return content;
        }
        Timed timed = (Timed) content;
        if (expiry.isExpired(timed)) {
            clear();
            return expiry.isVisible(timed) ? timed.value() : null;
        }
        if (expiry.renewedByReading()) {
            raw(expiry.renewed(timed.value()));
        }
        return timed.value();
    }

    /** Replaces the single value; null, which a user's function may have made of it, forgets it. */
    void value(@Nullable Object value) {
        if (value == null) {
            clear();
        } else {
            raw(expiry == null ? value : expiry.renewed(value));
        }
    }
}
