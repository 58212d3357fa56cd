package io.heddle.engine.task;

import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.channel.InFlight;
import io.heddle.engine.channel.StreamEvent.Barrier;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.source.SourceOperator;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a task takes its part of a checkpoint, and what that means for it. A task that no running task comes before takes it
 * when it is told to; any other when the barriers have come over all its channels, or, if the job allows it, as soon as its
 * patience has ended: then what comes before the remaining barriers is recorded as state of the channels. Task thread only.
 */
final class TaskCheckpoints {

    private final TaskSetup setup;
    private final Snapshots snapshots;
    private final CheckpointMode mode;
    private final Host host;
    /** Told to be taken and neither taken nor given up, with the time at which patience ends. */
    private final TreeMap<Long, Order> orders = new TreeMap<>();

    private @Nullable Parts parts;
    private Snapshots.@Nullable FrozenTask overtaking;
    private long lastId = -1;
    /** The checkpoint after which the task ends, or -1. */
    private long stopId = -1;
    /** The newest checkpoint that was taken before the operators finished, or -2 if nothing waits for a later one. */
    private long finalAfterId = -2;

    private record Order(Barrier barrier, long patienceEndsMs) {}

    /** What the task is made of. */
    private record Parts(Chain chain, TaskInput input) {}

    /** The task. */
    interface Host {
        /** Whether its operators have finished. */
        boolean isDraining();

        /** The source has nothing more to say. */
        void endOfData(boolean drain) throws Exception;
    }

    TaskCheckpoints(TaskSetup setup, Snapshots snapshots, Host host) {
        this.setup = setup;
        this.snapshots = snapshots;
        this.mode = CheckpointMode.of(setup.job().plan().properties());
        this.host = host;
    }

    void attach(Chain chain, TaskInput input) {
        parts = new Parts(chain, input);
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "the task was not built");
    }

    private Chain chain() {
        return parts().chain();
    }

    private TaskInput input() {
        return parts().input();
    }

    private @Nullable SourceOperator source() {
        return chain().source();
    }

    /** Gives the channels what was in flight when the checkpoint was taken that the task starts from. */
    void restore(TaskRestore restore) throws Exception {
        lastId = restore.checkpointId();
        for (OperatorSnapshot operator : restore.operators()) {
            for (Segment segment : operator.segments()) {
                if (segment.kind() == StateKind.INPUT_CHANNEL) {
                    restoreInFlight(restore, operator.operatorId(), segment);
                }
            }
        }
    }

    private void restoreInFlight(TaskRestore restore, String operatorId, Segment segment) throws Exception {
        for (TaskInput.Place place : input().places()) {
            if (place.origin().equals(segment.name())
                    && place.producer() == segment.lastKeyGroup()
                    && chain().operatorId(place.input().operator()).equals(operatorId)) {
                RestoredSegment stored = snapshots.restored(segment, restore);
                InFlight.restore(place.channel(), stored.read(), place.serializer());
                return;
            }
        }
        throw new HeddleException(
                FaultCategory.CONFIGURATION,
                "Checkpoint " + restore.checkpointId() + " holds records in flight to "
                        + setup.facts().title() + " over a way that the program does not have any more.",
                "They came from operator " + segment.name() + ", subtask " + segment.lastKeyGroup() + ".",
                "Change the program from a savepoint, which holds no records in flight.");
    }

    /**
     * The master starts a checkpoint. The part is taken in the task's next turn and not at once: an operator that reads mail
     * while it waits is in the middle of a record, which those before it have counted and it has not.
     */
    void trigger(Barrier barrier, long nowMs) {
        if (barrier.checkpointId() > lastId) {
            long patienceMs = mode.mayOvertake(barrier.kind()) && source() == null ? mode.patienceMs() : -1;
            orders.put(
                    barrier.checkpointId(), new Order(barrier, patienceMs < 0 ? Long.MAX_VALUE : nowMs + patienceMs));
        }
    }

    /** Takes what is due; returns the work done. */
    int turn(long nowMs) throws Exception {
        int work = input().isRecording() ? input().pull(nowMs) : 0;
        while (!orders.isEmpty()) {
            Order first = orders.firstEntry().getValue();
            if (input().ended()) {
                orders.pollFirstEntry();
                take(first.barrier(), 0);
            } else if (nowMs >= first.patienceEndsMs() && overtaking == null && !host.isDraining()) {
                orders.pollFirstEntry();
                overtake(first.barrier(), nowMs);
            } else {
                break;
            }
            work++;
        }
        return work;
    }

    /** Monotonic time at which a turn is due for the sake of a checkpoint. */
    long nextDeadlineMs() {
        return orders.isEmpty() || overtaking != null
                ? Long.MAX_VALUE
                : orders.firstEntry().getValue().patienceEndsMs();
    }

    /** All barriers of a checkpoint have come. */
    void onComplete(Barrier barrier, long alignmentMs) throws Exception {
        orders.headMap(barrier.checkpointId(), true).clear();
        Snapshots.FrozenTask begun = overtaking;
        if (begun == null || begun.barrier().checkpointId() != barrier.checkpointId()) {
            take(barrier, alignmentMs);
            return;
        }
        overtaking = null;
        InFlight inFlight = input().endRecording();
        for (TaskInput.Place place : input().places()) {
            byte[] records = inFlight.bytes(place.channel().index());
            if (records.length > 0) {
                String operatorId = chain().operatorId(place.input().operator());
                begun.addInFlight(operatorId, place.origin(), place.producer(), records);
            }
        }
        snapshots.write(begun, alignmentMs, false);
    }

    private void take(Barrier barrier, long alignmentMs) throws Exception {
        if (barrier.checkpointId() <= lastId) {
            return;
        }
        lastId = barrier.checkpointId();
        SourceOperator source = source();
        if (source == null || host.isDraining()) {
            capture(barrier, alignmentMs);
        } else {
            source.holding(() -> capture(barrier, alignmentMs));
        }
        if (barrier.kind().isStop()) {
            stopId = barrier.checkpointId();
            chain().end();
            if (source != null) {
                source.cancel();
                if (!host.isDraining()) {
                    host.endOfData(false);
                }
            }
        }
    }

    private void capture(Barrier barrier, long alignmentMs) throws Exception {
        boolean drained = barrier.kind().isDrain();
        boolean hadEnded = source() != null && host.isDraining();
        if (drained && source() != null && !hadEnded) {
            // What the end of event time brings about belongs to the savepoint.
            host.endOfData(true);
            if (finalAfterId > -2) {
                // The barrier follows: this very checkpoint commits what they have prepared, and no other will come.
                finalAfterId = barrier.checkpointId() - 1;
            }
        }
        Snapshots.FrozenTask frozen = freeze(barrier);
        // Who starts from a drained savepoint reads on: its tasks were stopped, not finished. But a source that had
        // ended before would say all of it again.
        boolean finished = drained ? hadEnded : host.isDraining();
        snapshots.write(frozen, alignmentMs, finished);
    }

    private void overtake(Barrier barrier, long nowMs) throws Exception {
        lastId = barrier.checkpointId();
        overtaking = freeze(barrier);
        input().overtake(barrier, nowMs);
    }

    /**
     * Takes the state as it is. What a function throws here fails the task, also where a failed checkpoint would be tolerated: it may
     * have been writing out what it had buffered, and could not do so again.
     */
    private Snapshots.FrozenTask freeze(Barrier barrier) throws Exception {
        for (Operator operator : chain().operators()) {
            // The word of it may still be on its way; what the checkpoint before it holds, and this one does not, may
            // be deleted.
            operator.context().checkpointCompleted(barrier.completedId());
            operator.beforeBarrier(barrier.checkpointId());
        }
        chain().event(barrier);
        return snapshots.freeze(chain(), barrier);
    }

    private void decline(long checkpointId, FailureInfo reason) {
        setup.services().reports().declined(setup.facts().execution(), checkpointId, reason);
    }

    /** A channel has gone on to a later checkpoint. */
    void onSkipped(long checkpointId) {
        orders.remove(checkpointId);
        dropOvertaking(checkpointId);
        decline(
                checkpointId,
                new FailureInfo(
                        FaultCategory.ENGINE, "A later checkpoint's barrier came before all of this one's.", ""));
    }

    /** The task has come to its end: nobody will write what it has frozen. */
    void close() {
        Snapshots.FrozenTask begun = overtaking;
        if (begun != null) {
            overtaking = null;
            begun.release();
        }
    }

    private void dropOvertaking(long checkpointId) {
        Snapshots.FrozenTask begun = overtaking;
        if (begun != null && begun.barrier().checkpointId() == checkpointId) {
            overtaking = null;
            begun.release();
            if (input().isRecording()) {
                input().endRecording();
            }
        }
    }

    /** The checkpoint is complete and durable. */
    void completed(long checkpointId) throws Exception {
        snapshots.completed(checkpointId);
        for (Operator operator : chain().operators()) {
            operator.context().checkpointCompleted(checkpointId);
            operator.checkpointCompleted(checkpointId);
        }
        if (checkpointId >= stopId) {
            stopId = -1;
        }
        if (checkpointId > finalAfterId) {
            finalAfterId = -2;
        }
    }

    /** The checkpoint was given up. */
    void aborted(long checkpointId, long nowMs) throws Exception {
        orders.remove(checkpointId);
        dropOvertaking(checkpointId);
        input().abort(checkpointId, nowMs);
        snapshots.abort(checkpointId);
        for (Operator operator : chain().operators()) {
            operator.context().checkpointAborted(checkpointId);
            operator.checkpointAborted(checkpointId);
        }
        if (checkpointId == stopId) {
            throw new HeddleException(
                    FaultCategory.EXTERNAL,
                    "The savepoint " + checkpointId + " with which the job was to stop has failed.",
                    "The sources had stopped for it, so the job starts again from its last checkpoint.",
                    "Stop it again when the reason, which the job's history of checkpoints names, is mended.");
        }
    }

    /** The operators have finished: what they have prepared is committed by a checkpoint that begins from now on. */
    void operatorsFinished() {
        if (!mode.enabled()) {
            return;
        }
        for (Operator operator : chain().operators()) {
            if (operator.awaitsCheckpoint()) {
                finalAfterId = lastId;
            }
        }
    }

    /** Whether the task may not end yet. */
    boolean holdsTask() {
        return stopId >= 0 || finalAfterId > -2 || snapshots.isWriting();
    }
}
