package io.heddle.rocksdb;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one state, or of one slice: in memory what is hot or has changed, in a column family what was written. */
final class StateTable implements WriteBackCache {
    /** What names of families begin with whose values are lists, appended to by merging. */
    static final String LIST_PREFIX = "list/";

    /** A cell's objects and the table's slot, about. */
    private static final long CELL_BYTES = 112;
    /** Objects take more room than their written form, about. */
    private static final int OBJECTS_PER_WRITTEN = 3;

    private static final long FIRST_GUESS_BYTES = 48;
    private static final long FIRST_ITEM_BYTES = 16;
    /** So many changes are measured at first, so that nothing is counted by a guess for long; then one in some. */
    private static final int FIRST_MEASURED = 64;

    private static final int MEASURED_OF = 32;
    /** Of the cells in memory, one in so many goes when room is needed. */
    private static final int VICTIMS_OF = 16;

    private static final int LEAST_VICTIMS = 32;
    /** More would have more neighbours to be written together, but take a task longer. */
    private static final int MOST_VICTIMS = 4096;

    private final Instance instance;
    private final Family family;
    private final KeyLayout layout;
    private final Contents contents;
    private final TypeSerializer<Object> keys;
    private final CellTable cells = new CellTable();
    private final ChangedCells changed = new ChangedCells();
    private final KeyGroupOrder<Cell> settled;
    /** What a cell's content takes in memory. */
    private final UsualSize usual = new UsualSize(FIRST_GUESS_BYTES);
    /** Written form of one element of a list, or of one entry of a map. */
    private final UsualSize usualItem = new UsualSize(FIRST_ITEM_BYTES);

    private final ReadAhead readAhead = new ReadAhead();

    private long bytes;
    private long changes;
    /** Whether what is not in memory does not exist. */
    private boolean complete;
    /** Whether the database has ever got anything of this table. */
    private boolean written;

    private @Nullable Cell last;
    private @Nullable Sweep sweep;

    /**
     * A table over what the family has.
     *
     * @param empty whether the family has nothing of this table
     */
    StateTable(
            Instance instance,
            Family family,
            KeyLayout layout,
            Contents contents,
            TypeSerializer<Object> keys,
            boolean empty) {
        this.instance = instance;
        this.family = family;
        this.layout = layout;
        this.contents = contents;
        this.keys = keys;
        this.settled = inOrder();
        this.complete = empty;
        this.written = !empty;
        instance.add(this);
    }

    /** Has what expires removed; null leaves it. */
    void sweepBy(@Nullable Sweep next) {
        sweep = next;
    }

    Instance instance() {
        return instance;
    }

    Family family() {
        return family;
    }

    KeyLayout layout() {
        return layout;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isWritten() {
        return written;
    }

    /** The cell of that key and namespace, made if it is not in memory; the database is not asked. */
    Cell cell(Object key, int keyHash, Object namespace) {
        if (changed.isStepDue() && !instance.isHeld()) {
            settle();
        }
        if (instance.isCrowded()) {
            instance.makeRoom();
        }
        Cell cell = last;
        if (cell == null || cell.key != key || cell.namespace != namespace || !cell.cached || !keys.immutable()) {
            int hash = CellTable.hashOf(keyHash, namespace);
            cell = cells.find(key, namespace, hash);
            if (cell == null) {
                cell = added(key, namespace, keyHash, hash);
            }
            last = cell;
        }
        cell.recent = true;
        return cell;
    }

    private void settle() {
        if (changed.settle(settled::add) > 0) {
            settled.handOn();
            // What is in memory may be cleared before anything else is written, which looks for what the database has.
            instance.apply();
        }
    }

    private Cell added(Object key, Object namespace, int keyHash, int hash) {
        instance.makeRoom();
        pay();
        Cell cell = new Cell(keys.immutable() ? key : keys.copy(key), namespace, keyHash, hash);
        cell.known = complete;
        cell.stored = !complete;
        cells.add(cell);
        account(cell, CELL_BYTES + (contents.growsByItems() ? 0 : usual.bytes()));
        return cell;
    }

    /** As {@link #cell}, with its content read. */
    Cell loaded(Object key, int keyHash, Object namespace) {
        Cell cell = cell(key, keyHash, namespace);
        readAhead.asked();
        if (!cell.known) {
            contents.load(cell, this);
            cell.known = true;
        }
        return cell;
    }

    /** These keys will be asked for soon: reads what the database has of them by few calls. */
    void expect(@Nullable Object[] coming, int[] hashes, int count, Object namespace) {
        if (complete || !written || !(contents instanceof SingleContents single) || !readAhead.isWorthwhile(count)) {
            return;
        }
        BatchReads reads = instance.batchReads();
        for (int i = 0; i < count; i++) {
            Object key = coming[i];
            if (key != null) {
                Cell cell = cell(key, hashes[i], namespace);
                if (!cell.known) {
                    layout.write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
                    reads.add(cell, instance.keyBytes, this, single);
                }
            }
        }
        reads.read(this, single);
    }

    /** The database has to hear of this cell. */
    void changed(Cell cell) {
        changed.add(cell);
        if (sweep != null) {
            sweep.step();
        }
    }

    /**
     * As {@link #changed(Cell)}, by what was put there, if anything: a value, an element, an entry's value. Values are written long
     * after they came, and until then only samples tell how much of the heap they take.
     */
    void changed(Cell cell, @Nullable Object item) {
        changed(cell);
        changes++;
        if (item != null && (changes <= FIRST_MEASURED || changes % MEASURED_OF == 0)) {
            BinaryWriter form = instance.valueBytes;
            form.clear();
            contents.format().write(item, form);
            contents.measured(cell, form.position(), this);
        }
    }

    private void pay() {
        if (sweep != null) {
            sweep.pay();
        }
    }

    /** The content's written form takes so many bytes. */
    void measured(Cell cell, long writtenBytes) {
        long objects = OBJECTS_PER_WRITTEN * writtenBytes;
        usual.add(objects);
        account(cell, CELL_BYTES + objects);
    }

    /** One of the items that a cell has several of takes so many bytes in written form. */
    void itemMeasured(long writtenBytes) {
        usualItem.add(writtenBytes);
    }

    /** What an item usually takes in written form. */
    long itemBytes() {
        return usualItem.bytes();
    }

    /** The content has grown by about so many bytes in written form. */
    void grown(Cell cell, long writtenBytes) {
        pay();
        account(cell, cell.bytes + OBJECTS_PER_WRITTEN * writtenBytes);
    }

    private void account(Cell cell, long now) {
        bytes += now - cell.bytes;
        instance.grow(now - cell.bytes);
        cell.bytes = now;
    }

    private KeyGroupOrder<Cell> inOrder() {
        return new KeyGroupOrder<>(cell -> layout.group(cell.keyHash), this::write);
    }

    /** As {@link #writeBack}, for a checkpoint: what comes to rest until the next one is written before it. */
    @Override
    public void writeBackForCheckpoint() {
        // A slice is mostly dropped before the next checkpoint, and then nothing of it need be written.
        if (!layout.isSliced()) {
            changed.barrier();
        }
        writeBack();
    }

    @Override
    public void writeBack() {
        KeyGroupOrder<Cell> dirty = inOrder();
        changed.drain(dirty::add);
        dirty.handOn();
    }

    /** Puts the changes of one cell into the instance's buffer. */
    void write(Cell cell) {
        if (cell.dirty) {
            contents.write(cell, this);
            cell.dirty = false;
            written = true;
            instance.drain();
        }
    }

    @Override
    public boolean evict() {
        List<Cell> victims = cells.victims(Math.max(LEAST_VICTIMS, Math.min(MOST_VICTIMS, cells.size() / VICTIMS_OF)));
        KeyGroupOrder<Cell> grouped = inOrder();
        int waiting = 0;
        for (Cell victim : victims) {
            waiting += victim.waits ? 1 : 0;
            grouped.add(victim);
        }
        grouped.handOn();
        changed.gone(waiting);
        // Only now: what is written is measured once more.
        victims.forEach(cell -> account(cell, 0));
        complete = complete && victims.isEmpty();
        return !victims.isEmpty();
    }

    /** The cells in memory; they must not change meanwhile. */
    List<Cell> cells() {
        List<Cell> all = new ArrayList<>(cells.size());
        cells.forEach(all::add);
        return all;
    }
}
