package io.heddle.engine.operator.window;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.OneInputOperator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Aligned windows of event time whose records come key by key, and of each key by time: each record is folded into one slice,
 * and a window is put together from its slices as soon as a record shows that it is over. So nothing is held but the slices of
 * one key that windows to come are made of: no timer, no table, and nothing is ever late.
 *
 * <p>No lambda may refer to this object: the JVM allows none to copies of classes.
 */
final class SortedWindowOperator extends OneInputOperator {
    private final Slicing slicing;
    private final Folding folding;
    private final @Nullable Keying keying;
    private final KeyedStateBackend backend;
    private final WindowMoment moment;
    private final WindowResults results;

    /** Slices of the present key in the order of time; each is part of the next window. */
    private final ArrayDeque<Slice> held = new ArrayDeque<>();
    /** The next window that fires, by its end; means nothing as long as no slice is held. */
    private long nextWindow;

    /** Open to the package: a copy of the class around it is no nest mate of this one. */
    static final class Slice {
        final long end;
        /** Null if the program has made nothing of the records. */
        @Nullable
        Object value;

        Slice(long end, @Nullable Object value) {
            this.end = end;
            this.value = value;
        }
    }

    SortedWindowOperator(OperatorSpec.Windowed<?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, WindowResults.functionOf(spec.computation().output()));
        this.slicing = Objects.requireNonNull(Slicing.of(spec.assigner()));
        this.folding = Objects.requireNonNull(
                Folding.of(spec.computation().content(), spec.inputType(), context.serializers()));
        this.keying = Keying.of(spec.key(), context);
        this.backend = context.keyedState(
                spec.key() == null ? Types.BOOLEAN : spec.key().type());
        this.moment = new WindowMoment(
                context, this, backend, WindowForm.of(TimeWindow.class).serializer(context.serializers()));
        WindowSight sight = new WindowSight(moment, outputs, false);
        this.results = WindowResults.of(spec.computation().output(), context, outputs, sight);
    }

    /** Whether windows of that spec can run this way where the input is sorted. */
    static boolean suits(OperatorSpec.Windowed<?, ?, ?, ?> spec) {
        return spec.assigner().isEventTime() && SliceWindowOperator.suits(spec);
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        long end = slicing.sliceOf(moment.timestamped(timestampMs));
        if (keying != null) {
            keying.select(value);
        } else {
            backend.setCurrentKey(WindowOperator.NO_KEY);
        }
        Slice last = held.peekLast();
        if (last != null && last.end == end) {
            last.value = folding.fold(last.value, value);
            return;
        }
        if (last != null) {
            fireBefore(end);
        }
        if (held.isEmpty()) {
            nextWindow = slicing.firstWindow(end);
        }
        held.addLast(new Slice(end, folding.fold(null, value)));
    }

    /** Fires the windows that end before that slice does; those that hold nothing are left out. */
    private void fireBefore(long slice) throws Exception {
        // As at the end of a key: there is no record of it that could be late.
        eventTimeIs(Long.MAX_VALUE);
        while (!held.isEmpty() && nextWindow < slice) {
            fire(nextWindow);
            while (!held.isEmpty() && slicing.lastWindow(held.getFirst().end) <= nextWindow) {
                held.removeFirst();
            }
            nextWindow = slicing.nextWindow(nextWindow);
        }
        eventTimeIs(Long.MIN_VALUE);
    }

    private void fire(long end) throws Exception {
        Object merged = null;
        boolean own = false;
        for (Slice each : held) {
            Object part = each.value;
            if (part != null && merged != null) {
                merged = folding.merge(merged, own, part);
                own = true;
            } else if (part != null) {
                merged = part;
                own = slicing.lastWindow(each.end) == end;
            }
        }
        if (merged == null) {
            return;
        }
        TimeWindow window = new TimeWindow(slicing.startOf(end), end);
        moment.at(window);
        Object key = backend.currentKey();
        results.emit(key, window, own ? folding.lastResult(merged) : folding.result(merged), false);
        backend.setCurrentKey(key);
    }

    @Override
    public void endKey() throws Exception {
        fireBefore(Long.MAX_VALUE);
        super.endKey();
    }
}
