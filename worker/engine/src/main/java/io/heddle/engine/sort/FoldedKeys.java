package io.heddle.engine.sort;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.FoldsFirst;
import io.heddle.engine.operator.Input;

/**
 * The keys that an operator folds as they come, for as long as they may be taken to fit. How much they need is not measured but
 * taken to be a multiple of what some of them need in their written form.
 */
final class FoldedKeys {
    private static final long TAKEN_AT_ONCE = 1 << 20;
    /** One of so many new keys is written to see its size. */
    private static final int SAMPLED = 64;

    private static final int OBJECTS_PER_WRITTEN = 3;
    /** Of a key: slots of the tables, headers of objects. */
    private static final int OVERHEAD_BYTES = 96;

    private final FoldsFirst operator;
    private final TypeSerializer<Object> records;
    private final SortMemory.Share memory;
    private final BinaryWriter sample = new BinaryWriter(64);
    private long keys;
    private long samples;
    private long sampledBytes;
    private long taken;
    private boolean full;

    FoldedKeys(FoldsFirst operator, TypeSerializer<Object> records, SortMemory.Share memory) {
        this.operator = operator;
        this.records = records;
        this.memory = memory;
    }

    /** Folds a record; false if it must be sorted, and so must all that follow, and what was folded before. */
    boolean fold(Object value, long timestampMs) throws Exception {
        if (full || timestampMs != Input.NO_TIMESTAMP) {
            return false;
        }
        if (operator.fold(value, timestampMs)) {
            account(value);
        }
        return true;
    }

    private void account(Object value) {
        if (keys++ % SAMPLED == 0) {
            sample.clear();
            records.write(value, sample);
            sampledBytes += sample.position();
            samples++;
        }
        long needed = keys * (OVERHEAD_BYTES + OBJECTS_PER_WRITTEN * sampledBytes / samples);
        while (taken < needed && !full) {
            full = !memory.take(TAKEN_AT_ONCE);
            taken += TAKEN_AT_ONCE;
        }
    }

    /** Gives all up; the memory first, since every part that leaves needs some again. */
    void unfold(FoldsFirst.Parts to) throws Exception {
        memory.giveAll();
        operator.unfold(to);
    }

    void close() {
        memory.giveAll();
    }
}
