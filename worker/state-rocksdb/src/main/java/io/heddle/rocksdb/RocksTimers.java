package io.heddle.rocksdb;

import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.state.Compatibility;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.HeapTimers;
import io.heddle.engine.state.heap.TimerSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The timers of one operator in its database: a family per queue, made when its first timer is written. */
final class RocksTimers {
    private final StateSetup setup;
    private final Instance instance;
    private final TypeSerializer<Object> keys;
    private final CurrentKey hashes;
    private final Catalog catalog;
    private final Map<String, RocksTimerQueue> queues = new LinkedHashMap<>();

    /** The timers that the catalog says the database has. */
    RocksTimers(StateSetup setup, Instance instance, TypeSerializer<Object> keys, CurrentKey hashes, Catalog catalog) {
        this.setup = setup;
        this.instance = instance;
        this.keys = keys;
        this.hashes = hashes;
        this.catalog = catalog;
    }

    /** Adds what the checkpoint has in the form that every backend reads; nobody has asked for a queue yet. */
    void restore() throws IOException {
        BinaryWriter key = new BinaryWriter(64);
        BinaryWriter nothing = new BinaryWriter(0);
        TimerSegment.read(setup.restore(), setup.keyGroups(), (queue, group, count, in) -> {
            int family = instance.database
                    .family(catalog.known(TimerInfo.of(queue, 1)).family())
                    .id();
            TypeReader<Object> keySkipper = queue.keyForm().skipper();
            TypeReader<Object> namespaceSkipper = queue.namespaceForm().skipper();
            for (int i = 0; i < count; i++) {
                key.clear();
                key.writeBigEndianShort(group);
                key.writeSortableLong(in.readLong());
                int start = in.position();
                keySkipper.read(in);
                namespaceSkipper.read(in);
                key.writeBytes(in.array(), start, in.position() - start);
                instance.buffer.put(family, key, nothing);
                instance.drain();
            }
        });
        instance.apply();
    }

    /** Moves all timers to the heap, where they live from now on; nobody has asked for a queue yet. */
    void moveTo(HeapTimers heap) throws IOException {
        for (TimerInfo info : catalog.timers()) {
            Family family = instance.database.family(info.family());
            try (Scan entries = instance.database.scan(family)) {
                BinaryReader in = new BinaryReader();
                new TimerGroups(
                                setup.keyGroups(),
                                (group, count, timers) -> heap.restore(
                                        info.queue(), group, count, in.reset(timers.array(), 0, timers.position())))
                        .read(entries);
            }
            instance.database.drop(family);
            catalog.forget(info);
        }
    }

    /** The queue of that name; always the same. */
    @SuppressWarnings("unchecked")
    TimerQueue queue(String name, TypeSerializer<?> namespaces) {
        RocksTimerQueue known = queues.get(name);
        if (known == null) {
            known = opened(name, new TimerForm(keys, (TypeSerializer<Object>) namespaces));
            queues.put(name, known);
        }
        return known;
    }

    private RocksTimerQueue opened(String name, TimerForm form) {
        TypeSnapshot namespaceForm = form.namespaces().snapshot();
        TimerSegment.Queue wanted = new TimerSegment.Queue(name, keys.snapshot(), namespaceForm);
        TimerInfo old = catalog.findTimers(name);
        if (old != null) {
            inTodaysForm(old, wanted, form);
        }
        RocksTimerQueue queue = new RocksTimerQueue(instance, form, hashes, setup.maxParallelism(), () -> {
            TimerInfo info = catalog.findTimers(name);
            if (info == null) {
                info = catalog.known(TimerInfo.of(wanted, 1));
            }
            return instance.database.family(info.family());
        });
        if (old != null) {
            queue.restored();
        }
        return queue;
    }

    /** Rewrites the family of timers whose keys or namespaces have changed their form, if they have. */
    private void inTodaysForm(TimerInfo old, TimerSegment.Queue wanted, TimerForm form) {
        Compatibility compatibility = catalog.compatibility();
        String name = wanted.name();
        String keysOf = name + " (key of timers)";
        TypeReader<Object> keyReader =
                compatibility.reader(keysOf, keys, old.queue().keyForm());
        TypeReader<Object> namespaceReader = compatibility.reader(
                name + " (namespace of timers)", form.namespaces(), old.queue().namespaceForm());
        if (keyReader == keys && namespaceReader == form.namespaces()) {
            return;
        }
        TimerInfo now = TimerInfo.of(wanted, old.version() + 1);
        Family from = instance.database.family(old.family());
        Family to = instance.database.family(now.family());
        BinaryReader in = new BinaryReader();
        BinaryWriter entry = new BinaryWriter(64);
        BinaryWriter nothing = new BinaryWriter(0);
        try (Scan entries = instance.database.scan(from)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                int group = in.reset(entries.key()).readBigEndianShort();
                long timeMs = in.readSortableLong();
                Object key = keyReader.read(in);
                int today = KeyGroups.groupOf(hashes.hashOf(key), setup.maxParallelism());
                compatibility.requireGroup(keysOf, today, group);
                form.write(entry, group, timeMs, key, namespaceReader.read(in));
                instance.buffer.put(to.id(), entry, nothing);
                instance.drain();
            }
        }
        instance.apply();
        instance.database.drop(from);
        catalog.forget(old);
        catalog.known(now);
    }

    /** Hands all timers over in the form that every backend reads; what has changed is in the database. */
    void export(OperatorCheckpoint checkpoint) {
        Map<TypeSnapshot, List<TimerInfo>> byKeyForm = new LinkedHashMap<>();
        for (TimerInfo info : catalog.timers()) {
            byKeyForm
                    .computeIfAbsent(info.queue().keyForm(), form -> new ArrayList<>())
                    .add(info);
        }
        byKeyForm
                .values()
                .forEach(infos -> checkpoint.add(
                        StateKind.KEYED,
                        TimerSegment.NAME,
                        TimerSegment.FORMAT,
                        setup.keyGroups().first(),
                        setup.keyGroups().last(),
                        new TimerExport(instance.database, setup.keyGroups(), infos)));
    }
}
