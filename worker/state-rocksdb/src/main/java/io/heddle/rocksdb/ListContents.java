package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list per cell, its elements one behind the other in one value. What was only appended is merged into the database without
 * reading what is there.
 */
record ListContents(ItemFormat format) implements Contents {

    /** The elements that are in memory: all of a cell that is known, otherwise those appended since it was written. */
    static final class ListContent {
        final List<Object> items = new ArrayList<>(4);
        /** How many of the first elements the database has. */
        int stored;
        /** Whether the database has something else than the first elements. */
        boolean replaced;
    }

    /** The content of a cell, made if there is none. */
    static ListContent of(Cell cell) {
        Object content = cell.content;
        if (content == null) {
            content = new ListContent();
            cell.content = content;
        }
        return (ListContent) content;
    }

    @Override
    public boolean growsByItems() {
        return true;
    }

    @Override
    public void measured(Cell cell, long writtenBytes, StateTable table) {
        table.itemMeasured(writtenBytes);
    }

    @Override
    public void load(Cell cell, StateTable table) {
        Instance instance = table.instance();
        table.layout().write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
        int length = instance.database.get(table.family(), instance.keyBytes);
        ListContent content = of(cell);
        List<Object> appended = List.copyOf(content.items);
        content.items.clear();
        if (length > 0) {
            BinaryReader in = instance.reader.reset(instance.database.found(), 0, length);
            while (in.remaining() > 0) {
                content.items.add(required(format.read(in)));
            }
        }
        cell.stored = length >= 0;
        content.stored = content.items.size();
        content.items.addAll(appended);
        table.measured(cell, instance.keyBytes.position() + Math.max(0, length));
    }

    private static Object required(@Nullable Object item) {
        return Objects.requireNonNull(item, "A list has no null in it.");
    }

    @Override
    public void write(Cell cell, StateTable table) {
        Instance instance = table.instance();
        ListContent content = of(cell);
        int family = table.family().id();
        table.layout().write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
        int from = content.replaced ? 0 : content.stored;
        instance.valueBytes.clear();
        for (int i = from; i < content.items.size(); i++) {
            format.write(content.items.get(i), instance.valueBytes);
        }
        if (content.replaced && content.items.isEmpty()) {
            if (cell.stored) {
                instance.buffer.delete(family, instance.keyBytes);
            }
            cell.stored = false;
        } else if (content.replaced || !cell.stored) {
            instance.buffer.put(family, instance.keyBytes, instance.valueBytes);
            cell.stored = true;
        } else if (instance.valueBytes.position() > 0) {
            instance.buffer.merge(family, instance.keyBytes, instance.valueBytes);
        }
        if (!cell.known) {
            content.items.clear();
        }
        content.replaced = false;
        content.stored = content.items.size();
    }
}
