package io.heddle.engine.operator.window;

import io.heddle.api.functions.Function;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.MergingWindowAssigner;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.TriggerResult;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.LateRecords;
import io.heddle.engine.operator.OneInputOperator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Windows of every kind: whatever the assigner, the trigger and the evictor are. */
final class WindowOperator extends OneInputOperator implements OperatorTimers.Handler, MergingWindows.Listener {
    static final String CONTENTS = "window-contents";
    /** The key of all records of a stream without keys. */
    static final Boolean NO_KEY = false;

    private final WindowAssigner<Object, Window> assigner;
    private final Trigger<Object, Window> trigger;
    private final boolean eventTime;
    private final long allowedLatenessMs;
    private final boolean elements;
    private final @Nullable Keying keying;
    private final KeyedStateBackend backend;
    private final AssignerClock clock;
    private final WindowMoment moment;
    private final Contents contents;
    private final @Nullable MergingWindows merging;
    private final WindowResults results;
    private final LateRecords lateRecords;

    /**
     * An operator of that spec.
     *
     * @param function the user's function for firing windows, null if there is none
     */
    @SuppressWarnings("unchecked")
    WindowOperator(
            OperatorSpec.Windowed<?, ?, ?, ?> spec,
            OperatorContext context,
            Outputs outputs,
            @Nullable Function function) {
        super(context, outputs, function);
        this.assigner = (WindowAssigner<Object, Window>) (WindowAssigner<?, ?>) spec.assigner();
        this.trigger = (Trigger<Object, Window>) (Trigger<?, ?>) spec.trigger();
        this.eventTime = assigner.isEventTime();
        this.allowedLatenessMs = spec.allowedLatenessMs();
        this.keying = Keying.of(spec.key(), context);
        this.backend = context.keyedState(
                spec.key() == null ? Types.BOOLEAN : spec.key().type());
        this.clock = new AssignerClock(context);
        WindowForm form = WindowForm.of(assigner.getWindowClass());
        TypeSerializer<Object> windows = form.serializer(context.serializers());
        this.moment = new WindowMoment(context, this, backend, windows);
        Folding folding = Folding.of(spec.computation().content(), spec.inputType(), context.serializers());
        this.elements = folding == null;
        if (spec.evictor() != null) {
            this.contents = new EvictedContents(spec.inputType(), moment, spec.evictor(), folding);
        } else if (folding != null) {
            this.contents = new FoldedContents(folding, backend, windows);
        } else {
            this.contents = new ElementContents(spec.inputType(), backend, windows);
        }
        this.merging = assigner instanceof MergingWindowAssigner<?, ?> merges
                ? new MergingWindows(merges, form, backend)
                : null;
        WindowSight sight = new WindowSight(moment, outputs, merging != null);
        this.results = WindowResults.of(spec.computation().output(), context, outputs, sight);
        this.lateRecords = new LateRecords(context, outputs, spec.lateOutput());
    }

    @Override
    public void open() throws Exception {
        moment.open(this);
        super.open();
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if (keying != null) {
            keying.select(value);
        } else {
            backend.setCurrentKey(NO_KEY);
        }
        Collection<Window> windows = assigner.assignWindows(value, timestampMs, clock);
        boolean late = merging == null
                ? toWindows(windows, value, timestampMs)
                : toMergingWindows(merging, windows, value, timestampMs);
        if (late && eventTime && isPast(plus(timestampMs, allowedLatenessMs))) {
            lateRecords.late(value, timestampMs, currentWatermarkMs());
        }
    }

    /** Whether no window takes the record any more. */
    private boolean toWindows(Collection<Window> windows, Object value, long timestampMs) throws Exception {
        boolean late = true;
        for (Window window : windows) {
            if (!isDropped(window)) {
                late = false;
                add(value, timestampMs, window, window);
            }
        }
        return late;
    }

    private boolean toMergingWindows(MergingWindows merges, Collection<Window> windows, Object value, long timestampMs)
            throws Exception {
        boolean late = true;
        merges.forKey();
        for (Window window : windows) {
            Window home = merges.add(window, this);
            Window place = merges.place(home);
            if (isDropped(home) || place == null) {
                merges.retire(home);
            } else {
                late = false;
                add(value, timestampMs, home, place);
            }
        }
        merges.save();
        return late;
    }

    private void add(Object value, long timestampMs, Window window, Window place) throws Exception {
        contents.add(place, value, timestampMs);
        TriggerResult result = trigger.onElement(value, timestampMs, window, moment.at(window));
        act(result, window, place);
        registerCleanup(window);
    }

    private void act(TriggerResult result, Window window, Window place) throws Exception {
        if (result.isFire()) {
            fire(window, place);
        }
        if (result.isPurge()) {
            contents.clear(place);
        }
    }

    private void fire(Window window, Window place) throws Exception {
        Object content = contents.get(place);
        if (content == null) {
            return;
        }
        moment.at(window);
        Object key = backend.currentKey();
        if (contents instanceof EvictedContents evicted) {
            Object left = evicted.evictBefore(content, window);
            if (left != null) {
                results.emit(key, window, left, elements);
            }
            backend.setCurrentKey(key);
            evicted.evictAfter(place, window);
        } else {
            results.emit(key, window, content, elements);
            backend.setCurrentKey(key);
        }
    }

    @Override
    public void onMerge(Window result, Collection<Window> merged, Window place, Collection<Window> abandoned)
            throws Exception {
        refuseMergeIntoThePast(result, merged);
        trigger.onMerge(result, moment.at(result, merged));
        for (Window each : merged) {
            if (!each.equals(result)) {
                trigger.clear(each, moment.at(each));
                deleteCleanup(each);
            }
        }
        contents.merge(place, abandoned);
    }

    private void refuseMergeIntoThePast(Window result, Collection<Window> merged) {
        // The wall clock goes on meanwhile, and by itself brings no window to an end before its timer comes.
        boolean past = eventTime
                ? isDropped(result)
                : result.maxTimestamp() <= context().processingTimeMs()
                        && merged.stream().anyMatch(each -> each.maxTimestamp() > result.maxTimestamp());
        if (past) {
            throw new UnsupportedOperationException(
                    "The window " + result + ", which others have merged into, ends before "
                            + (eventTime ? "the watermark " + currentWatermarkMs() : "the present")
                            + ". An assigner must not make windows shorter by merging them.");
        }
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        moment.timers().advance(timestampMs);
    }

    @Override
    public void onEventTime(KeyedTimer timer) throws Exception {
        onTimer((Window) timer.namespace(), timer.timeMs(), true);
    }

    @Override
    public void onProcessingTime(KeyedTimer timer) throws Exception {
        onTimer((Window) timer.namespace(), timer.timeMs(), false);
    }

    private void onTimer(Window window, long timeMs, boolean ofEventTime) throws Exception {
        Window place = window;
        if (merging != null) {
            merging.forKey();
            Window found = merging.place(window);
            if (found == null) {
                return;
            }
            place = found;
        }
        TriggerResult result = ofEventTime
                ? trigger.onEventTime(timeMs, window, moment.at(window))
                : trigger.onProcessingTime(timeMs, window, moment.at(window));
        act(result, window, place);
        if (ofEventTime == eventTime && timeMs == cleanupMs(window)) {
            drop(window, place);
        }
        if (merging != null) {
            merging.save();
        }
    }

    private void drop(Window window, Window place) throws Exception {
        contents.clear(place);
        trigger.clear(window, moment.at(window));
        results.clear();
        if (merging != null) {
            merging.retire(window);
        }
    }

    /** When the window is dropped; {@link Long#MAX_VALUE} is never. */
    private long cleanupMs(Window window) {
        return eventTime ? plus(window.maxTimestamp(), allowedLatenessMs) : window.maxTimestamp();
    }

    private static long plus(long timeMs, long moreMs) {
        long sum = timeMs + moreMs;
        return sum < timeMs ? Long.MAX_VALUE : sum;
    }

    private void registerCleanup(Window window) {
        long timeMs = cleanupMs(window);
        if (timeMs == Long.MAX_VALUE) {
            return;
        }
        if (eventTime) {
            moment.timers().registerEventTime(window, timeMs);
        } else {
            moment.timers().registerProcessingTime(window, timeMs);
        }
    }

    private void deleteCleanup(Window window) {
        long timeMs = cleanupMs(window);
        if (eventTime) {
            moment.timers().deleteEventTime(window, timeMs);
        } else {
            moment.timers().deleteProcessingTime(window, timeMs);
        }
    }

    private boolean isDropped(Window window) {
        return eventTime && isPast(cleanupMs(window));
    }

    private boolean isPast(long timeMs) {
        return timeMs <= currentWatermarkMs();
    }
}
