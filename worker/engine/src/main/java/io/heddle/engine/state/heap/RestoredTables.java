package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.Compatibility;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import io.heddle.engine.state.StateSetup;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a keyed operator finds in its checkpoint. Only when the program asks for a state by its descriptor is it known how to
 * read it. The first state that is asked for goes from the checkpoint into its table, a key group at a time, since mostly it is
 * the only one; others are kept as bytes until they are asked for, and what nobody asks for is passed on to the next
 * checkpoint unread.
 */
final class RestoredTables {
    private final StateSetup setup;
    private final Compatibility compatibility;
    private final TypeSerializer<Object> keys;
    private final KeyHasher<Object> hasher;
    private final UnreadStates unread = new UnreadStates();
    /** Empty as soon as they have been read. */
    private List<RestoredSegment> segments;

    RestoredTables(StateSetup setup, TypeSerializer<Object> keys, KeyHasher<Object> hasher) {
        this.setup = setup;
        this.hasher = hasher;
        this.compatibility = new Compatibility(setup.operatorId());
        this.keys = keys;
        this.segments = setup.restore().ofKind(StateKind.KEYED);
        segments.forEach(this::requireKnown);
    }

    private void requireKnown(RestoredSegment segment) {
        String format = segment.segment().format();
        boolean known = switch (format) {
            case StateHeader.CANONICAL, LoggedSnapshot.FORMAT, LoggedSnapshot.PIECE -> true;
            // Timers are others' business.
            case TimerSegment.FORMAT -> true;
            default -> false;
        };
        if (!known) {
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "The keyed state of operator " + setup.operatorId() + " is in the format " + format
                            + ", which the heap does not read.",
                    "It was written by another state backend in that backend's own form.",
                    "Restore it with the backend it was written by (state.backend.type), or take a canonical"
                            + " savepoint there first, which every backend reads.");
        }
    }

    /** Reads all that has not been read yet. */
    private void read(RestoredGroups target) throws IOException {
        List<RestoredSegment> all = segments;
        segments = List.of();
        for (RestoredSegment segment : all) {
            switch (segment.segment().format()) {
                case StateHeader.CANONICAL -> CanonicalReader.read(segment, setup.keyGroups(), target);
                case LoggedSnapshot.FORMAT -> RestoredLog.read(segment, all, setup.keyGroups(), target);
                default -> {
                    // Pieces are read with their log.
                }
            }
        }
    }

    /** From now on the checkpoint is not needed any more. */
    void readRest() throws IOException {
        read(unread);
    }

    /** Takes what is read. */
    interface Target {
        void put(Object key, Object namespace, Object cell);

        void remove(Object key, Object namespace);

        /** Removes all entries of those key groups. */
        void removeAll(KeyGroupRange groups);

        /** Nothing follows: all that was taken is where it belongs when this returns. */
        default void end() {}
    }

    /**
     * Reads the state of that name, if there is one.
     *
     * @param namespaces of the state, null if it has none; then the target gets an empty string
     */
    void fill(StateName name, CellFormat format, @Nullable TypeSerializer<Object> namespaces, Target target)
            throws IOException {
        Filling filling = new Filling(format, namespaces, target);
        read(new RestoredGroups() {
            private RestoredGroups targetOf(Form form) {
                return form.name().equals(name) ? filling : unread;
            }

            @Override
            public void state(Form form) {
                targetOf(form).state(form);
            }

            @Override
            public void group(Form form, int number, int count, BinaryReader entries) throws IOException {
                targetOf(form).group(form, number, count, entries);
            }

            @Override
            public void voided(Form form, KeyGroupRange groups) {
                targetOf(form).voided(form, groups);
            }
        });
        BinaryReader in = new BinaryReader();
        for (UnreadStates.Unread kept : unread.take(name)) {
            for (GroupedEntries.Group group : kept.groups()) {
                RestoredGroups.Form form = new RestoredGroups.Form(kept.header(), kept.keyForm(), group.logged());
                filling.state(form);
                filling.group(form, group.number(), group.count(), in.reset(group.entries()));
            }
        }
        target.end();
    }

    /** Puts a state's entries into its table. */
    private final class Filling implements RestoredGroups {
        private final CellFormat format;
        private final @Nullable TypeSerializer<Object> namespaces;
        private final Target target;
        private final long nowMs = setup.clock().wallMs();
        private @Nullable Entries entries;

        Filling(CellFormat format, @Nullable TypeSerializer<Object> namespaces, Target target) {
            this.format = format;
            this.namespaces = namespaces;
            this.target = target;
        }

        @Override
        public void state(Form form) {
            known(form);
        }

        /** Tasks that had read the state wrote it in another form than those that passed it on. */
        private Entries known(Form form) {
            Entries known = entries;
            if (known == null || !form.readsLike(known.form.header(), known.form.keyForm())) {
                compatibility.requireKind(form.header(), format.kind());
                known = new Entries(form, format, namespaces);
                entries = known;
            }
            return known;
        }

        @Override
        public void group(Form form, int number, int count, BinaryReader in) {
            Entries known = known(form);
            for (int i = 0; i < count; i++) {
                boolean present = !form.logged() || in.readBoolean();
                Object key = known.key(in, number);
                Object namespace = known.namespaces == null ? "" : known.namespaces.read(in);
                if (present) {
                    boolean timed = form.header().timed();
                    target.put(key, namespace, format.read(in, known.values, known.mapKeys, timed, nowMs));
                } else {
                    target.remove(key, namespace);
                }
            }
        }

        @Override
        public void voided(Form form, KeyGroupRange groups) {
            target.removeAll(groups);
        }
    }

    /** What reads the parts of entries. */
    private final class Entries {
        private final RestoredGroups.Form form;
        private final String keysOf;
        private final TypeReader<Object> keys;
        final TypeReader<?> values;
        final @Nullable TypeReader<?> mapKeys;
        final @Nullable TypeReader<?> namespaces;

        Entries(RestoredGroups.Form form, CellFormat format, @Nullable TypeSerializer<Object> namespaces) {
            StateHeader header = form.header();
            String name = header.name();
            this.form = form;
            this.keysOf = name + " (key)";
            this.keys = compatibility.reader(keysOf, RestoredTables.this.keys, form.keyForm());
            this.values = compatibility.reader(name, format.value(), header.value());
            this.mapKeys = compatibility.optionalReader(name + " (map key)", format.mapKey(), header.mapKey());
            this.namespaces = compatibility.optionalReader(name + " (namespace)", namespaces, header.namespace());
        }

        Object key(BinaryReader in, int group) {
            Object key = keys.read(in);
            if (keys != RestoredTables.this.keys) {
                int today = KeyGroups.groupOf(hasher.hash(key), setup.maxParallelism());
                compatibility.requireGroup(keysOf, today, group);
            }
            return key;
        }
    }

    /** What nobody has asked for, to be written by the form of its keys so that it is not lost. */
    Map<TypeSnapshot, List<UnreadStates.Unread>> unclaimed() throws IOException {
        readRest();
        unread.makePlain();
        return unread.all().stream()
                .collect(Collectors.groupingBy(UnreadStates.Unread::keyForm, LinkedHashMap::new, Collectors.toList()));
    }
}
