package io.heddle.coordinator.checkpoint;

import io.heddle.coordinator.view.CheckpointsView.CheckpointView;
import io.heddle.coordinator.view.CheckpointsView.Outcome;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.heddle.core.checkpoint.CheckpointMetadata.SubtaskState;
import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A checkpoint under way: who has still to answer, and what the others have said. */
final class Pending {
    /**
     * What was asked for.
     *
     * @param path directory of the checkpoint
     * @param requestId of the person who waits, or 0
     * @param cancelJob whether the job is cancelled once it is complete
     */
    record Order(long id, CheckpointKind kind, String path, long requestId, boolean cancelJob) {}

    final Order order;
    final long startedMs;
    final long startedWallMs;
    private final Set<ExecutionId> missing = new LinkedHashSet<>();
    private final Map<TaskId, TaskSnapshot> snapshots = new HashMap<>();
    private final int tasks;
    private boolean persisting;

    Pending(Order order, List<CheckpointedJob.Member> members, long startedMs, long startedWallMs) {
        this.order = order;
        this.startedMs = startedMs;
        this.startedWallMs = startedWallMs;
        this.tasks = members.size();
        for (CheckpointedJob.Member member : members) {
            if (!member.finished()) {
                missing.add(member.execution());
            }
        }
    }

    boolean isStop() {
        return order.kind().isStop();
    }

    /** Whether the job is to end after it, so that nothing may be committed that it does not hold. */
    boolean isLast() {
        return isStop() || order.cancelJob();
    }

    Set<ExecutionId> missing() {
        return missing;
    }

    /** Takes in an answer; true if it was the last. */
    boolean acknowledge(ExecutionId execution, TaskSnapshot snapshot) {
        if (!missing.remove(execution)) {
            return false;
        }
        snapshots.put(execution.task(), snapshot);
        return missing.isEmpty();
    }

    Collection<TaskSnapshot> answers() {
        return snapshots.values();
    }

    boolean isPersisting() {
        return persisting;
    }

    void persisting() {
        persisting = true;
    }

    /** Operators in order of the plan; tasks that had finished before it began have no state any more. */
    CheckpointMetadata metadata(JobPlan plan, long planHash, String lineage, long completedWallMs) {
        List<OperatorState> operators = new ArrayList<>();
        for (JobVertex vertex : plan.vertices()) {
            for (ChainedOperator operator : vertex.operators()) {
                List<SubtaskState> states = new ArrayList<>();
                for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                    states.add(state(new TaskId(plan.id(), vertex.index(), subtask), operator.operatorId()));
                }
                operators.add(new OperatorState(
                        operator.operatorId(), operator.uid(), operator.name(), vertex.maxParallelism(), states));
            }
        }
        return new CheckpointMetadata(
                plan.id(),
                plan.name(),
                planHash,
                order.id(),
                order.kind(),
                startedWallMs,
                completedWallMs,
                lineage,
                operators);
    }

    private SubtaskState state(TaskId task, String operatorId) {
        TaskSnapshot snapshot = snapshots.get(task);
        if (snapshot == null) {
            return new SubtaskState(List.of(), true);
        }
        List<Segment> segments = new ArrayList<>();
        for (OperatorSnapshot operator : snapshot.operators()) {
            if (operator.operatorId().equals(operatorId)) {
                segments.addAll(operator.segments());
            }
        }
        return new SubtaskState(segments, snapshot.finished());
    }

    CheckpointView view(Outcome outcome, long durationMs, String failure) {
        long stateBytes = 0;
        long uploadedBytes = 0;
        for (TaskSnapshot snapshot : snapshots.values()) {
            stateBytes += snapshot.stateBytes();
            uploadedBytes += snapshot.uploadedBytes();
        }
        return new CheckpointView(
                order.id(),
                order.kind(),
                outcome,
                startedWallMs,
                durationMs,
                stateBytes,
                uploadedBytes,
                tasks,
                tasks - missing.size(),
                outcome == Outcome.FAILED ? "" : order.path(),
                false,
                failure);
    }
}
