package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map per cell, an entry of the database for each of its entries; in memory are those that were used. */
record MapContents(TypeSerializer<Object> mapKeys, ItemFormat format) implements Contents {
    /** Maps up to this size are held in memory as a whole once they were gone through. */
    static final int SMALL_ENTRIES = 1024;

    private static final int DELETED_ONE_BY_ONE = 64;
    private static final int USUAL_KEY_BYTES = 8;

    /** The entries in memory. */
    static final class MapContent {
        final Map<Object, Slot> slots = new LinkedHashMap<>(4);
        /** Whether what the database has of the cell is to be forgotten. */
        boolean wiped;
    }

    /** One entry, or the knowledge that there is none. */
    static final class Slot {
        @Nullable
        Object value;

        boolean present;
        boolean dirty;
        /** Whether the database may have it. */
        boolean stored;
    }

    /** An entry as the database has it. */
    record Stored(Object mapKey, @Nullable Object value, byte[] databaseKey) {}

    static MapContent of(Cell cell) {
        Object content = cell.content;
        if (content == null) {
            content = new MapContent();
            cell.content = content;
        }
        return (MapContent) content;
    }

    /** The entry of that key, read if it has to be; not to be changed if there is none. */
    Slot slot(Cell cell, Object mapKey, StateTable table) {
        MapContent content = of(cell);
        Slot slot = content.slots.get(mapKey);
        if (slot == null) {
            slot = new Slot();
            if (!cell.known && !content.wiped) {
                read(cell, mapKey, slot, table);
                content.slots.put(mapKey, slot);
            }
        }
        return slot;
    }

    private void read(Cell cell, Object mapKey, Slot slot, StateTable table) {
        Instance instance = table.instance();
        table.layout().write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
        mapKeys.write(mapKey, instance.keyBytes);
        int length = instance.database.get(table.family(), instance.keyBytes);
        if (length >= 0) {
            slot.value = format.read(instance.reader.reset(instance.database.found(), 0, length));
            slot.present = true;
            slot.stored = true;
        }
        table.grown(cell, instance.keyBytes.position() + Math.max(0, length));
    }

    /** The entry of that key for somebody who overwrites it: nothing is read. */
    Slot blind(Cell cell, Object mapKey) {
        MapContent content = of(cell);
        Slot slot = content.slots.get(mapKey);
        if (slot == null) {
            slot = new Slot();
            slot.stored = !cell.known && !content.wiped;
            content.slots.put(mapKey, slot);
        }
        return slot;
    }

    @Override
    public boolean growsByItems() {
        return true;
    }

    @Override
    public void measured(Cell cell, long writtenBytes, StateTable table) {
        table.itemMeasured(writtenBytes + USUAL_KEY_BYTES);
    }

    @Override
    public void load(Cell cell, StateTable table) {
        throw new IllegalStateException("Maps are read entry by entry, not as a whole.");
    }

    /** Brings all entries into memory if they are few; whether it has. */
    boolean loadSmall(Cell cell, StateTable table) {
        if (cell.known) {
            return true;
        }
        MapContent content = of(cell);
        if (!content.wiped) {
            List<Stored> first = page(cell, null, SMALL_ENTRIES + 1, table);
            if (first.size() > SMALL_ENTRIES) {
                return false;
            }
            for (Stored entry : first) {
                Slot slot = content.slots.get(entry.mapKey());
                if (slot == null) {
                    slot = new Slot();
                    slot.value = entry.value();
                    slot.present = true;
                    slot.stored = true;
                    content.slots.put(entry.mapKey(), slot);
                    table.grown(cell, entry.databaseKey().length);
                }
            }
        }
        cell.known = true;
        return true;
    }

    /**
     * Entries of the database in the order of their written keys; what memory knows better is not looked at.
     *
     * @param after the key of the database behind which to begin, or null
     */
    List<Stored> page(Cell cell, byte @Nullable [] after, int most, StateTable table) {
        Instance instance = table.instance();
        BinaryWriter prefix = new BinaryWriter(64);
        table.layout().write(prefix, cell.key, cell.keyHash, cell.namespace);
        byte[] start = after == null ? prefix.toBytes() : after;
        List<Stored> page = new ArrayList<>();
        try (Scan entries = instance.database.scan(table.family())) {
            entries.seek(start);
            if (after != null && entries.isValid() && Arrays.equals(entries.key(), after)) {
                entries.next();
            }
            BinaryReader in = new BinaryReader();
            for (; entries.isValid() && page.size() < most; entries.next()) {
                byte[] key = entries.key();
                if (!startsWith(key, prefix)) {
                    break;
                }
                in.reset(key, prefix.position(), key.length - prefix.position());
                Object mapKey = mapKeys.read(in);
                page.add(new Stored(mapKey, format.read(in.reset(entries.value())), key));
            }
        }
        return page;
    }

    static boolean startsWith(byte[] key, BinaryWriter prefix) {
        int length = prefix.position();
        return key.length >= length && Arrays.equals(key, 0, length, prefix.array(), 0, length);
    }

    @Override
    public void write(Cell cell, StateTable table) {
        Instance instance = table.instance();
        MapContent content = of(cell);
        int family = table.family().id();
        BinaryWriter key = instance.keyBytes;
        table.layout().write(key, cell.key, cell.keyHash, cell.namespace);
        int prefixLength = key.position();
        if (content.wiped) {
            wipe(cell, table);
            content.wiped = false;
            cell.stored = false;
        }
        long size = prefixLength;
        for (Map.Entry<Object, Slot> entry : content.slots.entrySet()) {
            Slot slot = entry.getValue();
            if (!slot.dirty) {
                size += table.itemBytes();
                continue;
            }
            key.position(prefixLength);
            mapKeys.write(entry.getKey(), key);
            if (slot.present) {
                instance.valueBytes.clear();
                format.write(slot.value, instance.valueBytes);
                instance.buffer.put(family, key, instance.valueBytes);
                size += key.position() + instance.valueBytes.position();
                cell.stored = true;
            } else if (slot.stored) {
                instance.buffer.delete(family, key);
            }
            slot.stored = slot.present;
            slot.dirty = false;
        }
        content.slots.values().removeIf(slot -> !slot.present);
        table.measured(cell, size);
    }

    /** Deletes what the database has of the cell. */
    private void wipe(Cell cell, StateTable table) {
        if (!cell.stored) {
            return;
        }
        Instance instance = table.instance();
        List<Stored> few = page(cell, null, DELETED_ONE_BY_ONE + 1, table);
        int family = table.family().id();
        BinaryWriter bytes = new BinaryWriter(64);
        if (few.size() > DELETED_ONE_BY_ONE) {
            table.layout().write(bytes, cell.key, cell.keyHash, cell.namespace);
            byte[] prefix = bytes.toBytes();
            instance.buffer.deleteRange(family, prefix, KeyLayout.after(prefix, prefix.length));
            return;
        }
        for (Stored entry : few) {
            bytes.clear();
            bytes.writeBytes(entry.databaseKey());
            instance.buffer.delete(family, bytes);
        }
    }
}
