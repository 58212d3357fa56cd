package io.heddle.engine.sort;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An external merge sort of the records of one task: those of one key are together and in the order of their timestamps, among
 * equal timestamps in that of their inputs, and among those of one input in the order in which they were added. What does not fit
 * into memory goes to disk in sorted runs. Task thread only.
 */
final class RecordSort implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(RecordSort.class);
    /** More runs than this are merged into fewer first, however much memory there is. */
    private static final int MOST_RUNS = 512;

    private final SortMemory.Share memory;
    private final Path directory;
    private final SortBuffer buffer;
    private final List<Path> runs = new ArrayList<>();
    private final BinaryWriter writer = new BinaryWriter(256);
    private final BinaryReader reader = new BinaryReader();
    private final Entry view = new Entry();

    private long count;
    private long spilledBytes;
    private int filesMade;
    private boolean sorted;
    private int nextInMemory;
    private @Nullable RunMerge merge;
    private @Nullable Entry current;
    private byte @Nullable [] key;
    private int keyHash;
    private boolean newKey;

    /**
     * A sort of nothing yet.
     *
     * @param name of its directory, used by no other sort of the worker
     */
    public RecordSort(SortSpace space, String name) {
        this.memory = space.memory().share();
        this.directory = space.directory().resolve(name);
        this.buffer = new SortBuffer(memory);
    }

    /**
     * Adds a record.
     *
     * @param key null for records without a key, which are all together
     * @param input which input of the operator it belongs to, from 0
     */
    public <K, T> void add(
            @Nullable TypeSerializer<K> keys,
            @Nullable K key,
            TypeSerializer<T> records,
            T value,
            long timestampMs,
            int input)
            throws IOException {
        writer.clear();
        writer.ensure(Entry.HEADER);
        writer.position(Entry.HEADER);
        if (keys != null && key != null) {
            keys.write(key, writer);
        }
        int keyLength = writer.position() - Entry.HEADER;
        records.write(value, writer);
        Entry.complete(writer, keyLength, timestampMs, input);
        count++;
        if (!buffer.add(writer)) {
            spill();
            if (!buffer.add(writer)) {
                throw new IllegalStateException("An empty buffer takes no record.");
            }
        }
    }

    private void spill() throws IOException {
        buffer.sort();
        Path file = newRun();
        try (RunWriter out = new RunWriter(file)) {
            for (int i = 0; i < buffer.count(); i++) {
                buffer.get(i, view).writeTo(out);
            }
            spilledBytes += out.finish();
        }
        buffer.clear();
    }

    private Path newRun() throws IOException {
        if (filesMade == 0) {
            Files.createDirectories(directory);
        }
        Path file = directory.resolve("run-" + filesMade++);
        runs.add(file);
        return file;
    }

    /** Goes to the next record in order, after the last was added; false if there is none. */
    public boolean next() throws IOException {
        if (!sorted) {
            sorted = true;
            sort();
        }
        Entry next;
        if (merge != null) {
            next = merge.next();
        } else {
            next = nextInMemory < buffer.count() ? buffer.get(nextInMemory++, view) : null;
        }
        current = next;
        if (next == null) {
            return false;
        }
        byte[] before = key;
        newKey = before == null || next.hash() != keyHash || !next.hasKey(before);
        if (newKey) {
            key = next.key();
            keyHash = next.hash();
        }
        return true;
    }

    private void sort() throws IOException {
        if (runs.isEmpty()) {
            buffer.sort();
            return;
        }
        if (buffer.count() > 0) {
            spill();
        }
        buffer.release();
        LOG.info("{} records are sorted in {} runs, {} MiB on disk", count, runs.size(), spilledBytes >> 20);
        int atOnce = (int) Math.max(2, Math.min(MOST_RUNS, memory.mostBytes() / (2 * RunWriter.BLOCK_BYTES)));
        while (runs.size() > atOnce) {
            mergeOnce(atOnce);
        }
        merge = new RunMerge(runs);
    }

    /** Merges neighbouring runs into one, all over the list: so of equal records the earlier stays the earlier. */
    private void mergeOnce(int atOnce) throws IOException {
        List<Path> all = List.copyOf(runs);
        runs.clear();
        for (int first = 0; first < all.size(); first += atOnce) {
            List<Path> group = all.subList(first, Math.min(first + atOnce, all.size()));
            try (RunMerge merging = new RunMerge(group);
                    RunWriter out = new RunWriter(newRun())) {
                for (Entry each = merging.next(); each != null; each = merging.next()) {
                    each.writeTo(out);
                }
                out.finish();
            }
            for (Path merged : group) {
                Files.delete(merged);
            }
        }
    }

    private Entry current() {
        Entry entry = current;
        if (entry == null) {
            throw new IllegalStateException("There is no record.");
        }
        return entry;
    }

    /** Whether the record has another key than the one before, or is the first. */
    public boolean isOfNewKey() {
        return newKey;
    }

    /** The input that the record belongs to. */
    public int input() {
        return current().input();
    }

    public long timestampMs() {
        return current().timestampMs();
    }

    /** Its key. */
    public <K> K key(TypeSerializer<K> keys) {
        return keys.read(current().key(reader));
    }

    /** The record. */
    public <T> T value(TypeSerializer<T> records) {
        return records.read(current().record(reader));
    }

    /** Bytes that have gone to disk. */
    public long spilledBytes() {
        return spilledBytes;
    }

    /** Gives the memory back and deletes the files. */
    @Override
    public void close() throws IOException {
        buffer.release();
        current = null;
        if (merge != null) {
            merge.close();
            merge = null;
        }
        if (filesMade > 0) {
            for (int i = 0; i < filesMade; i++) {
                Files.deleteIfExists(directory.resolve("run-" + i));
            }
            Files.deleteIfExists(directory);
        }
    }
}
