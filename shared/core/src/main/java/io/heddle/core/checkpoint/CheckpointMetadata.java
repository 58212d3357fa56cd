package io.heddle.core.checkpoint;

import io.heddle.core.plan.JobId;
import java.util.List;

/**
 * All that a checkpoint consists of: the content of its {@code _metadata} file.
 *
 * @param job the job that made it
 * @param jobName what people call that job
 * @param planHash hash of that job's plan
 * @param startedMs wall-clock time of the trigger
 * @param completedMs wall-clock time of the last acknowledgement
 * @param lineage whose key signs it: the id of the first of the jobs that were started one from another's state, or empty
 *     if that is not known
 * @param operators one entry per operator, in order of the plan
 */
public record CheckpointMetadata(
        JobId job,
        String jobName,
        long planHash,
        long checkpointId,
        CheckpointKind kind,
        long startedMs,
        long completedMs,
        String lineage,
        List<OperatorState> operators) {

    /** The same, but nothing is known of who wrote it. */
    public CheckpointMetadata ofUnknownLineage() {
        return new CheckpointMetadata(
                job, jobName, planHash, checkpointId, kind, startedMs, completedMs, "", operators);
    }

    /**
     * The state of one operator.
     *
     * @param operatorId identity of the state
     * @param uid what the user called the operator, or empty
     * @param name for people
     * @param maxParallelism number of key groups when the state was written
     * @param tasks by subtask, as many as the parallelism was
     */
    public record OperatorState(
            String operatorId, String uid, String name, int maxParallelism, List<SubtaskState> tasks) {

        public int parallelism() {
            return tasks.size();
        }
    }

    /**
     * One subtask's part of an operator's state.
     *
     * @param finished whether the task had reached its end
     */
    public record SubtaskState(List<Segment> segments, boolean finished) {}
}
