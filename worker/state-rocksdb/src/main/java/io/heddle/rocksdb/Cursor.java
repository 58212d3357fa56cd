package io.heddle.rocksdb;

import io.heddle.engine.state.heap.Expiry;
import io.heddle.engine.state.heap.Expiry.Timed;
import org.jspecify.annotations.Nullable;

/** Where in a table the state is right now: at the current key, and at the namespace given last. */
final class Cursor {
    private final StateTable table;
    private final CurrentKey current;
    private final @Nullable Expiry expiry;
    private Object namespace = "";

    Cursor(StateTable table, CurrentKey current, @Nullable Expiry expiry) {
        this.table = table;
        this.current = current;
        this.expiry = expiry;
    }

    void in(Object next) {
        namespace = next;
    }

    StateTable table() {
        return table;
    }

    @Nullable
    Expiry expiry() {
        return expiry;
    }

    /** The cell, whatever is known of it. */
    Cell cell() {
        return table.cell(current.key(), current.hash(), namespace);
    }

    /** The cell with all its content. */
    Cell loaded() {
        return table.loaded(current.key(), current.hash(), namespace);
    }

    void changed(Cell cell) {
        table.changed(cell);
    }

    void changed(Cell cell, @Nullable Object item) {
        table.changed(cell, item);
    }

    /** The single value, null if there is none or if it may not be seen any more; renewed if reading renews. */
    @Nullable
    Object value() {
        Cell cell = loaded();
        Object content = cell.content;
        if (expiry == null || content == null) {
            return content;
        }
        Timed timed = (Timed) content;
        if (expiry.isExpired(timed)) {
            cell.content = null;
            changed(cell);
            return expiry.isVisible(timed) ? timed.value() : null;
        }
        if (expiry.renewedByReading()) {
            cell.content = expiry.renewed(timed.value());
            changed(cell);
        }
        return timed.value();
    }

    /** Replaces the single value; null forgets it. */
    void value(@Nullable Object value) {
        Cell cell = cell();
        cell.content = value == null || expiry == null ? value : expiry.renewed(value);
        cell.known = true;
        changed(cell, cell.content);
    }
}
