package io.heddle.rocksdb;

import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.Compatibility;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states and timers of a database by name: those the program has asked for, and those it found there and may ask for. */
final class Catalog {
    private final Map<StateName, StateInfo> states = new LinkedHashMap<>();
    private final Map<String, TimerInfo> timers = new LinkedHashMap<>();
    private final Compatibility compatibility;

    Catalog(Compatibility compatibility) {
        this.compatibility = compatibility;
    }

    Compatibility compatibility() {
        return compatibility;
    }

    /** A state that was found, or what has been found of it before. */
    StateInfo known(StateInfo found) {
        StateInfo before = states.putIfAbsent(found.header().stateName(), found);
        if (before == null) {
            return found;
        }
        if (!before.header().equals(found.header()) || !before.keyForm().equals(found.keyForm())) {
            throw compatibility.incompatible(
                    found.header().name(), "parts of it were written in different forms of its type");
        }
        return before;
    }

    @Nullable
    StateInfo find(StateName name) {
        return states.get(name);
    }

    void put(StateInfo info) {
        states.put(info.header().stateName(), info);
    }

    List<StateInfo> all() {
        return new ArrayList<>(states.values());
    }

    /** Timers that were found or are to be, or what has been found of them before. */
    TimerInfo known(TimerInfo found) {
        TimerInfo before = timers.putIfAbsent(found.queue().name(), found);
        if (before == null) {
            return found;
        }
        if (!before.queue().equals(found.queue())) {
            throw compatibility.incompatible(
                    found.queue().name() + " (timers)", "parts of them were written in different forms of their type");
        }
        return before;
    }

    @Nullable
    TimerInfo findTimers(String name) {
        return timers.get(name);
    }

    List<TimerInfo> timers() {
        return new ArrayList<>(timers.values());
    }

    /** These timers are not in the database any more. */
    void forget(TimerInfo info) {
        timers.remove(info.queue().name());
    }

    /** The same state as the program has it now, in a family of that version. */
    static StateInfo wanted(StateShape shape, TypeSerializer<Object> keys, int version) {
        TypeSerializer<Object> mapKeys = shape.mapKeys();
        TypeSerializer<Object> namespaces = shape.namespaces();
        StateHeader header = new StateHeader(
                shape.name(),
                shape.kind(),
                shape.items().timed(),
                shape.items().values().snapshot(),
                mapKeys == null ? null : mapKeys.snapshot(),
                namespaces == null ? null : namespaces.snapshot());
        return new StateInfo(
                header, keys.snapshot(), shape.sliced(), StateInfo.familyName(header, shape.sliced(), version));
    }
}
