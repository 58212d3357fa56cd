package io.heddle.engine.operator.window;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.DynamicEventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.LateRecords;
import io.heddle.engine.operator.OneInputOperator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.SliceState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Aggregating sessions of event time that fire by their ends. A record looks its key up once and changes the session in place;
 * no timer is moved for it. A calendar knows when to look at a session again: at the end that it had when it began, and if it has
 * grown by then, at the end that it has then.
 *
 * <p>No lambda may refer to this object: the JVM allows none to copies of classes.
 */
final class SessionWindowOperator extends OneInputOperator implements SliceState.Fold, SliceState.Visitor {
    /** Sessions have no common times, so all keys are in one slice. */
    private static final long ALL = 0;

    private final @Nullable WindowAssigner<Object, TimeWindow> dynamic;
    private final AssignerClock clock;
    private final long gapMs;
    private final Folding folding;
    private final @Nullable Keying keying;
    private final KeyedStateBackend backend;
    /** Copies keys that can change; null if they cannot. */
    private final @Nullable TypeSerializer<Object> keyCopier;

    private final WindowMoment moment;
    private final WindowResults results;
    private final LateRecords lateRecords;
    private final DueKeys calendar = new DueKeys();
    private final SessionEnds ends = new SessionEnds(calendar);
    private @Nullable SliceState sessions;
    /** The window of the record that is being folded in. */
    private long startMs;

    private long endMs;

    @SuppressWarnings("unchecked")
    SessionWindowOperator(OperatorSpec.Windowed<?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, WindowResults.functionOf(spec.computation().output()));
        boolean fixed = spec.assigner() instanceof EventTimeSessionWindows;
        this.dynamic = fixed ? null : (WindowAssigner<Object, TimeWindow>) (WindowAssigner<?, ?>) spec.assigner();
        this.gapMs = fixed ? ((EventTimeSessionWindows) (WindowAssigner<?, ?>) spec.assigner()).gap() : 0;
        this.clock = new AssignerClock(context);
        this.folding = Objects.requireNonNull(
                Folding.of(spec.computation().content(), spec.inputType(), context.serializers()));
        this.keying = Keying.of(spec.key(), context);
        TypeInformation<?> keyType =
                spec.key() == null ? Types.BOOLEAN : spec.key().type();
        TypeSerializer<Object> keys =
                (TypeSerializer<Object>) context.serializers().of(keyType);
        this.keyCopier = keys.immutable() ? null : keys;
        this.backend = context.keyedState(keyType);
        this.moment = new WindowMoment(
                context, this, backend, WindowForm.of(TimeWindow.class).serializer(context.serializers()));
        this.results =
                WindowResults.of(spec.computation().output(), context, outputs, new WindowSight(moment, outputs, true));
        this.lateRecords = new LateRecords(context, outputs, spec.lateOutput());
    }

    /** Whether windows of that spec can run this way. */
    static boolean suits(OperatorSpec.Windowed<?, ?, ?, ?> spec) {
        WindowAssigner<?, ?> assigner = spec.assigner();
        return (assigner instanceof EventTimeSessionWindows || assigner instanceof DynamicEventTimeSessionWindows<?>)
                && spec.trigger() instanceof EventTimeTrigger
                && spec.evictor() == null
                && spec.allowedLatenessMs() == 0
                && Folding.folds(spec.computation().content())
                && !WindowResults.clears(spec.computation().output());
    }

    @Override
    public void open() throws Exception {
        SliceState restored = backend.slices("sessions", Session.type(folding.kept()));
        sessions = restored;
        restored.forEach(ALL, this);
        super.open();
    }

    /** A restored key goes into the calendar. */
    @Override
    public void visit(Object key, Object value) {
        Session latest = (Session) value;
        calendar.add(latest.dueMs, key);
        if (latest.earlier != null) {
            for (Session each : latest.earlier) {
                calendar.add(each.dueMs, key);
            }
        }
    }

    private SliceState sessions() {
        return Objects.requireNonNull(sessions, "the operator is not open");
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        startMs = moment.timestamped(timestampMs);
        endMs = dynamic == null ? timestampMs + gapMs : dynamicEndMs(dynamic, value, timestampMs, clock);
        if (keying != null) {
            keying.select(value);
        } else {
            backend.setCurrentKey(WindowOperator.NO_KEY);
        }
        if (endMs - 1 <= currentWatermarkMs() && !touchesAny()) {
            lateRecords.late(value, timestampMs, currentWatermarkMs());
            return;
        }
        sessions().fold(ALL, value, this);
    }

    private static long dynamicEndMs(
            WindowAssigner<Object, TimeWindow> assigner, Object value, long timestampMs, AssignerClock clock) {
        return assigner.assignWindows(value, timestampMs, clock)
                .iterator()
                .next()
                .getEnd();
    }

    /** Whether a session that has not fired takes the record, which would be too late for one of its own. */
    private boolean touchesAny() {
        Session latest = (Session) sessions().get(ALL);
        if (latest == null) {
            return false;
        }
        boolean touches = latest.touches(startMs, endMs);
        if (latest.earlier != null) {
            for (Session each : latest.earlier) {
                touches |= each.touches(startMs, endMs);
            }
        }
        return touches;
    }

    /** Puts a record into the sessions of its key. */
    @Override
    public Object fold(@Nullable Object before, Object added) throws Exception {
        if (before == null) {
            return begun(added);
        }
        Session latest = (Session) before;
        if (startMs >= latest.startMs && startMs <= latest.endMs) {
            latest.content = folding.fold(latest.content, added);
            if (endMs > latest.endMs) {
                latest.endMs = endMs;
            }
            return latest;
        }
        List<Session> all = latest.all();
        if (startMs > latest.endMs) {
            all.add(begun(added));
        } else {
            putAmong(all, added);
        }
        return Objects.requireNonNull(Session.latestOf(all));
    }

    private Session begun(Object added) throws Exception {
        Session session = new Session(startMs, endMs, folding.fold(null, added));
        Object key = backend.currentKey();
        calendar.add(session.dueMs, keyCopier == null ? key : keyCopier.copy(key));
        return session;
    }

    /** The record begins before the latest session: it may make several one. */
    private void putAmong(List<Session> all, Object added) throws Exception {
        Session home = null;
        for (int i = 0; i < all.size(); i++) {
            Session each = all.get(i);
            if (!each.touches(startMs, endMs)) {
                continue;
            }
            if (home == null) {
                home = each;
            } else {
                if (home.content == null) {
                    home.content = each.content;
                } else if (each.content != null) {
                    home.content = folding.merge(home.content, each.content);
                }
                home.endMs = each.endMs;
                home.dueMs = Math.min(home.dueMs, each.dueMs);
                all.remove(i--);
            }
        }
        if (home == null) {
            int place = 0;
            while (all.get(place).startMs < startMs) {
                place++;
            }
            all.add(place, begun(added));
        } else {
            home.startMs = Math.min(home.startMs, startMs);
            home.endMs = Math.max(home.endMs, endMs);
            home.content = folding.fold(home.content, added);
        }
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        for (Map.Entry<Long, List<Object>> due = calendar.poll(timestampMs);
                due != null;
                due = calendar.poll(timestampMs)) {
            for (Object key : due.getValue()) {
                backend.setCurrentKey(key);
                sessions().fold(ALL, key, ends.at(due.getKey(), timestampMs));
                for (Session each : ends.ended()) {
                    TimeWindow window = new TimeWindow(each.startMs, each.endMs);
                    moment.at(window);
                    Object content = each.content;
                    results.emit(key, window, content == null ? null : folding.lastResult(content), false);
                }
            }
        }
    }
}
