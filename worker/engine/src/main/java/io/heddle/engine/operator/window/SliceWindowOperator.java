package io.heddle.engine.operator.window;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.ProcessingTimeTrigger;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.LateRecords;
import io.heddle.engine.operator.OneInputOperator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.SliceState;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Aggregating windows that are aligned and fire by their end: each record is folded into one slice, whatever the number of
 * windows it is in, and windows put slices together when they fire. Time moves all keys at once: there is no timer per key,
 * and no index of keys, since a slice is a table of its own.
 *
 * <p>No lambda may refer to this object: the JVM allows none to copies of classes.
 */
final class SliceWindowOperator extends OneInputOperator implements ProcessingTimers.Callback, SliceState.Visitor {
    private final Slicing slicing;
    private final Folding folding;
    private final boolean eventTime;
    private final long allowedLatenessMs;
    private final @Nullable Keying keying;
    private final TypeInformation<?> keyType;
    private final KeyedStateBackend backend;
    private final WindowMoment moment;
    private final WindowResults results;
    private final LateRecords lateRecords;

    /** Slices that hold anything. */
    private final TreeSet<Long> held = new TreeSet<>();
    /** Windows that have not fired, by their ends. */
    private final TreeSet<Long> waiting = new TreeSet<>();

    private @Nullable SliceState slices;
    private @Nullable Frontier frontier;
    /** Windows that end before this, or one millisecond after it, have fired. */
    private long timeMs = Long.MIN_VALUE;
    /** The slice of the last record, and when it is too late for it. */
    private long lastSlice = Long.MIN_VALUE;

    private long lastSliceGoneMs = Long.MIN_VALUE;
    private boolean lastSliceNew = true;
    /** Whether windows of it have fired for some keys before a restore, but not for all. */
    private boolean lastSliceMixed;

    private TimeWindow firing = new TimeWindow(0, 0);
    private boolean firingIsLast;
    /** Whether somebody else reads the values, so that the program gets copies. */
    private boolean firingIsRead;

    private long wokenAtMs = Long.MAX_VALUE;

    SliceWindowOperator(OperatorSpec.Windowed<?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, WindowResults.functionOf(spec.computation().output()));
        this.slicing = Objects.requireNonNull(Slicing.of(spec.assigner()));
        this.folding = Objects.requireNonNull(
                Folding.of(spec.computation().content(), spec.inputType(), context.serializers()));
        this.eventTime = spec.assigner().isEventTime();
        this.allowedLatenessMs = eventTime ? spec.allowedLatenessMs() : 0;
        this.keying = Keying.of(spec.key(), context);
        this.keyType = spec.key() == null ? Types.BOOLEAN : spec.key().type();
        this.backend = context.keyedState(keyType);
        this.moment = new WindowMoment(
                context, this, backend, WindowForm.of(TimeWindow.class).serializer(context.serializers()));
        WindowSight sight = new WindowSight(moment, outputs, false);
        this.results = WindowResults.of(spec.computation().output(), context, outputs, sight);
        this.lateRecords = new LateRecords(context, outputs, spec.lateOutput());
    }

    /** Whether windows of that spec can run this way. */
    static boolean suits(OperatorSpec.Windowed<?, ?, ?, ?> spec) {
        boolean ownTrigger = spec.assigner().isEventTime()
                ? spec.trigger() instanceof EventTimeTrigger
                : spec.trigger() instanceof ProcessingTimeTrigger;
        Slicing slicing = Slicing.of(spec.assigner());
        return ownTrigger
                && spec.evictor() == null
                && Folding.folds(spec.computation().content())
                && slicing != null
                && (!slicing.cuts() || Folding.merges(spec.computation().content()))
                && !WindowResults.clears(spec.computation().output());
    }

    @Override
    public void open() throws Exception {
        SliceState restored = backend.slices("window-slices", folding.kept());
        slices = restored;
        Frontier known = new Frontier(context(), keyType);
        frontier = known;
        timeMs = known.leastMs();
        for (long slice : restored.slices()) {
            hold(slice);
        }
        super.open();
        wake();
    }

    private void hold(long slice) {
        if (held.add(slice)) {
            long last = slicing.lastWindow(slice);
            for (long window = slicing.firstWindow(slice); window <= last; window = slicing.nextWindow(window)) {
                if (window - 1 > timeMs) {
                    waiting.add(window);
                }
            }
        }
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        long slice = slicing.sliceOf(eventTime ? moment.timestamped(timestampMs) : presentMs());
        if (slice != lastSlice) {
            lastSlice = slice;
            lastSliceGoneMs = plus(slicing.lastWindow(slice) - 1, allowedLatenessMs);
            lastSliceNew = !held.contains(slice);
            lastSliceMixed = isMixed(slice);
        }
        if (lastSliceGoneMs <= timeMs) {
            lateRecords.late(value, timestampMs, timeMs);
            return;
        }
        if (keying != null) {
            keying.select(value);
        } else {
            backend.setCurrentKey(WindowOperator.NO_KEY);
        }
        long firedMs = timeMs;
        if (lastSliceMixed) {
            firedMs = Math.max(timeMs, frontier().firedUptoMs(backend.currentKey()));
            if (lastSliceGoneMs <= firedMs) {
                lateRecords.late(value, timestampMs, firedMs);
                return;
            }
        }
        if (lastSliceNew) {
            lastSliceNew = false;
            hold(slice);
            wake();
        }
        slices().fold(slice, value, folding);
        if (allowedLatenessMs > 0 && slicing.firstWindow(slice) - 1 <= firedMs) {
            fireAgain(slice, firedMs);
        }
    }

    /** By the wall clock, which may step back or be another machine's, but no window opens again for that. */
    private long presentMs() {
        return Math.max(
                context().processingTimeMs(), Math.max(timeMs, frontier().greatestMs()) + 1);
    }

    private boolean isMixed(long slice) {
        return frontier().differs() && frontier().mayHaveFired(slicing.firstWindow(slice));
    }

    private Frontier frontier() {
        return Objects.requireNonNull(frontier, "the operator is not open");
    }

    private SliceState slices() {
        return Objects.requireNonNull(slices, "the operator is not open");
    }

    /** A late record within the allowed lateness: the windows that have fired fire again, for its key. */
    private void fireAgain(long slice, long firedMs) throws Exception {
        Object key = backend.currentKey();
        long last = slicing.lastWindow(slice);
        for (long window = slicing.firstWindow(slice);
                window <= last && window - 1 <= firedMs;
                window = slicing.nextWindow(window)) {
            if (plus(window - 1, allowedLatenessMs) > firedMs) {
                firing = new TimeWindow(slicing.startOf(window), window);
                moment.at(firing);
                Object merged = mergedOfKey(firing);
                results.emit(key, firing, merged == null ? null : folding.result(merged), false);
                backend.setCurrentKey(key);
            }
        }
    }

    /** What the current key has in a window; null if the program has made nothing of its records. */
    private @Nullable Object mergedOfKey(TimeWindow window) throws Exception {
        Object merged = null;
        boolean own = false;
        for (long each : held.subSet(window.getStart(), false, window.getEnd(), true)) {
            Object part = slices().get(each);
            if (part != null && merged != null) {
                merged = folding.merge(merged, own, part);
                own = true;
            } else if (part != null) {
                merged = part;
            }
        }
        return merged;
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        if (eventTime) {
            advance(timestampMs);
        }
    }

    /** The wall clock has reached the end of a window. */
    @Override
    public void onTime(long dueMs) throws Exception {
        wokenAtMs = Long.MAX_VALUE;
        if (context().hasEnded()) {
            return;
        }
        advance(context().processingTimeMs() - 1);
        wake();
    }

    private void wake() {
        if (!eventTime && !waiting.isEmpty() && waiting.first() < wokenAtMs) {
            wokenAtMs = waiting.first();
            context().task().timers().at(wokenAtMs, this);
        }
    }

    private void advance(long toMs) throws Exception {
        if (toMs <= timeMs) {
            return;
        }
        while (!waiting.isEmpty() && waiting.first() - 1 <= toMs) {
            long window = waiting.first();
            fire(window);
            waiting.remove(window);
        }
        timeMs = toMs;
        while (!held.isEmpty() && plus(slicing.lastWindow(held.first()) - 1, allowedLatenessMs) <= toMs) {
            slices().drop(held.first());
            held.remove(held.first());
        }
    }

    private void fire(long window) throws Exception {
        firing = new TimeWindow(slicing.startOf(window), window);
        moment.at(firing);
        SortedSet<Long> parts = held.subSet(firing.getStart(), false, window, true);
        firingIsRead = !folding.immutable() && isRead(parts);
        if (parts.size() == 1) {
            long slice = parts.first();
            firingIsLast = allowedLatenessMs == 0 && slicing.lastWindow(slice) == window;
            slices().forEach(slice, this);
            return;
        }
        firingIsLast = false;
        slices().forEachMerged(parts.stream().mapToLong(Long::longValue).toArray(), folding, this);
    }

    private boolean isRead(SortedSet<Long> parts) {
        for (long slice : parts) {
            if (slices().isRead(slice)) {
                return true;
            }
        }
        return false;
    }

    /** Only functions see the key, besides windows that have fired for some keys before a restore. */
    @Override
    public void visitAll(SliceState.Entries entries) throws Exception {
        boolean keyed = hasFunction() || frontier().mayHaveFired(firing.getEnd());
        int count = entries.count();
        for (int index = 0; index < count; index++) {
            if (keyed) {
                visit(entries.keyAt(index), entries.valueAt(index));
            } else {
                emit(WindowOperator.NO_KEY, entries.valueAt(index));
            }
        }
    }

    /** Emits the result of the firing window for one key. */
    @Override
    public void visit(Object key, Object value) throws Exception {
        if (frontier().hasFired(key, firing.getEnd())) {
            return;
        }
        if (hasFunction()) {
            backend.setCurrentKey(key);
        }
        emit(key, value);
    }

    private void emit(Object key, Object value) throws Exception {
        Object own = firingIsRead ? folding.copy(value) : value;
        Object result = firingIsLast || firingIsRead ? folding.lastResult(own) : folding.result(own);
        results.emit(key, firing, result, false);
    }

    private static long plus(long time, long moreMs) {
        long sum = time + moreMs;
        return sum < time ? Long.MAX_VALUE : sum;
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        if (frontier != null) {
            frontier.save(timeMs);
        }
        super.snapshot(checkpoint);
    }
}
