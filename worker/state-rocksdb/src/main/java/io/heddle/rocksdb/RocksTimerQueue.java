package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.TimerHeap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Timers of which memory has those that were added lately and those that come next, and the database the others. One that fires or is
 * removed before it had to be written never gets there, and as long as all of them fit into memory nothing is read.
 *
 * <p>Memory has every timer that the database has before the place up to which its key group {@link UnreadTimers was read}; so the
 * earliest one in memory is the earliest of all unless a group has unread ones from an earlier time. When timers are let go of, the
 * place goes back to the first of them. Whatever is to be removed from the database stands in the instance's buffer, which is applied
 * before the next timers are read; while files are being linked and nothing can be applied, it is kept in the table, where readers find
 * it. Owner thread only.
 */
final class RocksTimerQueue implements TimerQueue, WriteBackCache {
    /** A timer's object, its slots in table and heap, about. */
    private static final long TIMER_BYTES = 80;
    /** Objects take more room than their written form, about. */
    private static final int OBJECTS_PER_WRITTEN = 3;

    private static final long FIRST_GUESS_BYTES = 32;
    private static final int FIRST_MEASURED = 64;
    private static final int MEASURED_OF = 32;
    /** So many are never let go of, lest those that are due next be read again and again. */
    private static final int KEPT = 128;

    private static final int VICTIMS_OF = 4;
    /** More would take a task longer at once. */
    private static final int MOST_VICTIMS = 1 << 16;

    private static final int SAMPLES = 1 << 10;
    /** Of the budget, what one reading of each key group may take. */
    private static final int READ_OF = 4;

    private static final int LEAST_READ = 16;
    private static final int MOST_READ = 1 << 10;

    private final Instance instance;
    private final TimerForm form;
    private final CurrentKey hashes;
    private final int maxParallelism;
    private final Supplier<Family> familyMaker;
    private final TimerTable table = new TimerTable();
    private final TimerHeap<CachedTimer> heap = new TimerHeap<>();
    private final UnreadTimers unread;
    private final UsualSize usual = new UsualSize(FIRST_GUESS_BYTES);
    private final BinaryReader in = new BinaryReader();
    private final BinaryWriter nothing = new BinaryWriter(0);
    private long nextSequence;
    private long accountedBytes;
    private int dirty;
    private @Nullable Family family;

    /**
     * An empty queue.
     *
     * @param hashes by which keys belong to key groups
     * @param family of the timers, made when it is asked for first
     */
    RocksTimerQueue(Instance instance, TimerForm form, CurrentKey hashes, int maxParallelism, Supplier<Family> family) {
        this.instance = instance;
        this.form = form;
        this.hashes = hashes;
        this.maxParallelism = maxParallelism;
        this.familyMaker = family;
        this.unread = new UnreadTimers(instance.range);
        instance.add(this);
    }

    /** The family has had timers before. */
    void restored() {
        try (Scan entries = instance.database.scan(family())) {
            unread.discover(entries);
        }
    }

    @Override
    public void add(Object key, Object namespace, long timeMs) {
        int keyHash = hashes.hashOf(key);
        int hash = TimerTable.hashOf(keyHash, namespace, timeMs);
        CachedTimer known = table.find(timeMs, key, namespace, hash);
        if (known != null && known.isPlaced()) {
            return;
        }
        if (known != null) {
            forget(known);
        }
        instance.makeRoom();
        int group = KeyGroups.groupOf(keyHash, maxParallelism);
        CachedTimer timer = new CachedTimer(timeMs, nextSequence++, form.owned(key), namespace, hash, group);
        timer.stored = known != null || unread.mayHave(group, timeMs);
        timer.dirty = true;
        dirty++;
        place(timer);
        if (nextSequence <= FIRST_MEASURED || nextSequence % MEASURED_OF == 0) {
            measured(written(timer).position());
        }
    }

    @Override
    public void remove(Object key, Object namespace, long timeMs) {
        int keyHash = hashes.hashOf(key);
        int hash = TimerTable.hashOf(keyHash, namespace, timeMs);
        CachedTimer known = table.find(timeMs, key, namespace, hash);
        if (known != null) {
            if (known.isPlaced()) {
                takeOut(known);
            }
            return;
        }
        int group = KeyGroups.groupOf(keyHash, maxParallelism);
        if (unread.mayHave(group, timeMs)) {
            CachedTimer gone = new CachedTimer(timeMs, 0, form.owned(key), namespace, hash, group);
            table.add(gone);
            removed(gone);
            account();
        }
    }

    @Override
    public boolean isEmpty() {
        return first(Long.MAX_VALUE) == null;
    }

    @Override
    public long nextMs() {
        CachedTimer first = first(Long.MAX_VALUE);
        return first == null ? Long.MAX_VALUE : first.timeMs();
    }

    @Override
    public @Nullable KeyedTimer poll(long uptoMs) {
        CachedTimer first = first(uptoMs);
        if (first == null || first.timeMs() > uptoMs) {
            return null;
        }
        takeOut(first);
        return new KeyedTimer(first.timeMs(), first.key, first.namespace);
    }

    /** The earliest timer, or one behind that time or none if none is that early. */
    private @Nullable CachedTimer first(long uptoMs) {
        CachedTimer first = heap.first();
        while (unread.any() && unread.fromMs() <= uptoMs && (first == null || unread.fromMs() < first.timeMs())) {
            read();
            first = heap.first();
        }
        return first;
    }

    /** Reads some timers of the key group that may have the earliest. */
    private void read() {
        instance.makeRoom();
        instance.drainUnlessHeld();
        int group = unread.nextGroup();
        int left = readAtOnce();
        try (Scan entries = instance.database.scan(family())) {
            for (entries.seek(unread.place(group)); entries.isValid(); entries.next()) {
                byte[] entry = entries.key();
                if (in.reset(entry).readBigEndianShort() != group) {
                    break;
                }
                long timeMs = in.readSortableLong();
                if (left-- == 0) {
                    unread.readTo(group, entry, timeMs);
                    return;
                }
                found(group, timeMs, entry.length);
            }
            unread.readAll(group);
        }
    }

    private int readAtOnce() {
        long most = instance.budgetBytes() / READ_OF / usualBytes() / unread.groups();
        return (int) Math.max(LEAST_READ, Math.min(MOST_READ, most));
    }

    /** The database has a timer, of which the reader stands at the key. */
    private void found(int group, long timeMs, int entryBytes) {
        Object key = form.readKey(in);
        Object namespace = form.readNamespace(in);
        int hash = TimerTable.hashOf(hashes.hashOf(key), namespace, timeMs);
        CachedTimer known = table.find(timeMs, key, namespace, hash);
        if (known == null) {
            CachedTimer timer = new CachedTimer(timeMs, nextSequence++, key, namespace, hash, group);
            timer.stored = true;
            place(timer);
            measured(entryBytes);
        } else if (known.isPlaced()) {
            known.stored = true;
            clean(known);
        }
    }

    private void place(CachedTimer timer) {
        table.add(timer);
        heap.add(timer);
        account();
    }

    private void takeOut(CachedTimer timer) {
        heap.remove(timer);
        clean(timer);
        if (timer.stored) {
            removed(timer);
        } else {
            table.remove(timer);
        }
        account();
    }

    /** A clean timer in the table that is in no heap is to be removed from the database. */
    private void removed(CachedTimer timer) {
        if (instance.isHeld()) {
            timer.dirty = true;
            dirty++;
        } else {
            table.remove(timer);
            delete(timer);
        }
    }

    private void forget(CachedTimer timer) {
        table.remove(timer);
        clean(timer);
        account();
    }

    private void clean(CachedTimer timer) {
        if (timer.dirty) {
            timer.dirty = false;
            dirty--;
        }
    }

    private Family family() {
        Family made = family;
        if (made == null) {
            made = familyMaker.get();
            family = made;
        }
        return made;
    }

    private BinaryWriter written(CachedTimer timer) {
        form.write(instance.keyBytes, timer.group, timer.timeMs(), timer.key, timer.namespace);
        return instance.keyBytes;
    }

    private void measured(int entryBytes) {
        usual.add((long) OBJECTS_PER_WRITTEN * (entryBytes - TimerForm.HEAD_BYTES));
    }

    private long usualBytes() {
        return TIMER_BYTES + usual.bytes();
    }

    private void account() {
        long now = table.size() * usualBytes();
        instance.grow(now - accountedBytes);
        accountedBytes = now;
    }

    @Override
    public long bytes() {
        return Math.max(0, table.size() - KEPT) * usualBytes();
    }

    /** How many timers memory has, removed ones included. */
    int inMemory() {
        return table.size();
    }

    @Override
    public void writeBack() {
        if (dirty == 0) {
            return;
        }
        KeyGroupOrder<CachedTimer> order = new KeyGroupOrder<>(timer -> timer.group, this::write);
        List<CachedTimer> gone = new ArrayList<>();
        table.forEach(timer -> {
            if (timer.dirty) {
                order.add(timer);
                if (!timer.isPlaced()) {
                    gone.add(timer);
                }
            }
        });
        order.handOn();
        gone.forEach(table::remove);
        account();
    }

    private void write(CachedTimer timer) {
        if (timer.isPlaced()) {
            put(timer);
        } else {
            delete(timer);
        }
    }

    private void put(CachedTimer timer) {
        instance.buffer.put(family().id(), written(timer), nothing);
        timer.stored = true;
        clean(timer);
        instance.drain();
    }

    private void delete(CachedTimer timer) {
        instance.buffer.delete(family().id(), written(timer));
        clean(timer);
        instance.drain();
    }

    @Override
    public boolean evict() {
        int before = table.size();
        if (before > heap.size()) {
            writeBack();
        }
        int count = Math.min(heap.size() - KEPT, Math.min(MOST_VICTIMS, Math.max(KEPT, heap.size() / VICTIMS_OF)));
        if (count > 0) {
            letGo(count);
        }
        return table.size() < before;
    }

    /** Takes about so many of the latest timers out of memory. */
    private void letGo(int most) {
        CachedTimer first = heap.first();
        long fromMs = latest(most);
        List<CachedTimer> victims = new ArrayList<>(most);
        heap.removeIf(timer -> {
            boolean victim = timer != first && timer.timeMs() >= fromMs && victims.size() < most;
            if (victim) {
                victims.add(timer);
            }
            return victim;
        });
        KeyGroupOrder<CachedTimer> order = new KeyGroupOrder<>(timer -> timer.group, this::put);
        for (CachedTimer timer : victims) {
            if (timer.dirty) {
                order.add(timer);
            }
        }
        order.handOn();
        for (CachedTimer timer : victims) {
            unread.lower(timer.group, timer.timeMs());
            table.remove(timer);
        }
        account();
    }

    /** The time from which on there are about so many timers. */
    private long latest(int count) {
        int stride = Math.max(1, heap.size() / SAMPLES);
        long[] sample = new long[heap.size() / stride];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = heap.get(i * stride).timeMs();
        }
        Arrays.sort(sample);
        return sample[(int) ((long) sample.length * (heap.size() - count) / heap.size())];
    }
}
