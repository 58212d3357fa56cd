package io.heddle.coordinator.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the master makes durable before it acts on it.
 *
 * <p>Law for the adapter: entries are appended in the order of their decisions, each as a new file that is never
 * overwritten and carries a CRC32C; an epoch's first entry is a {@link Snapshot} that stands for all before it. Opening the
 * ledger for an epoch fences every lower one: an append of a lower epoch that has not returned by then fails, for ever.
 * Recovery reads the highest epoch whose snapshot is whole, and what follows it; lower epochs are deleted after that.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEntry.Snapshot.class, name = "Snapshot"),
    @JsonSubTypes.Type(value = LedgerEntry.JobAdmitted.class, name = "JobAdmitted"),
    @JsonSubTypes.Type(value = LedgerEntry.JobEnded.class, name = "JobEnded"),
    @JsonSubTypes.Type(value = LedgerEntry.CancelRequested.class, name = "CancelRequested"),
    @JsonSubTypes.Type(value = LedgerEntry.RunBegan.class, name = "RunBegan"),
    @JsonSubTypes.Type(value = LedgerEntry.TasksPlaced.class, name = "TasksPlaced"),
    @JsonSubTypes.Type(value = LedgerEntry.CheckpointIdsReserved.class, name = "CheckpointIdsReserved"),
    @JsonSubTypes.Type(value = LedgerEntry.CheckpointCompleted.class, name = "CheckpointCompleted"),
    @JsonSubTypes.Type(value = LedgerEntry.CheckpointSubsumed.class, name = "CheckpointSubsumed"),
    @JsonSubTypes.Type(value = LedgerEntry.HostsExcluded.class, name = "HostsExcluded"),
    @JsonSubTypes.Type(value = LedgerEntry.TasksFinished.class, name = "TasksFinished")
})
public sealed interface LedgerEntry {

    /** The state of the whole ledger when an epoch began. */
    record Snapshot(List<LedgerEntry> entries) implements LedgerEntry {}

    /**
     * A job was admitted.
     *
     * @param plan the encoded plan as it was submitted
     * @param admittedMs wall-clock time
     */
    record JobAdmitted(JobId job, byte[] plan, StartOptions options, long admittedMs) implements LedgerEntry {}

    /**
     * A job has ended for good; the only licence to release its resources and to delete its recovery data.
     *
     * @param accumulators by name, the parts of the job's tasks
     */
    record JobEnded(
            JobId job,
            String name,
            JobStatus status,
            @Nullable FailureInfo failure,
            Map<String, List<byte[]>> accumulators,
            long startedMs,
            long endedMs)
            implements LedgerEntry {}

    /** A person has asked for the job's end and was told that it will come. */
    record CancelRequested(JobId job) implements LedgerEntry {}

    /**
     * The job began to run, again, or under another master; for those who ask afterwards which master did what.
     *
     * @param wallMs when
     */
    record RunBegan(JobId job, Epoch epoch, long wallMs, Origin origin) implements LedgerEntry {}

    /**
     * Tasks are about to be deployed; later entries of a job replace earlier ones task by task. One without tasks changes
     * nothing: that it could be appended is the proof that no later master has the say.
     */
    record TasksPlaced(JobId job, List<VertexPlaced> vertices, Origin origin) implements LedgerEntry {}

    /** Checkpoint ids below {@code limit} may have been used; a new master begins at {@code limit}. */
    record CheckpointIdsReserved(JobId job, long limit) implements LedgerEntry {}

    /**
     * A checkpoint is complete: the point of no return, after which it may be committed.
     *
     * @param path directory that holds its {@code _metadata}
     */
    record CheckpointCompleted(JobId job, long checkpointId, CheckpointKind kind, String path, long completedMs)
            implements LedgerEntry {}

    /** The checkpoint is not to be used any more; its files are about to be deleted. */
    record CheckpointSubsumed(JobId job, long checkpointId) implements LedgerEntry {}

    /**
     * All hosts that the ResourceManager has been told to avoid: it keeps them excluded for the next attempt too, and only
     * who knows their names can allow them again.
     */
    record HostsExcluded(List<String> hosts) implements LedgerEntry {}

    /** Tasks had finished, and the worker is lost that could tell a later master so. */
    record TasksFinished(JobId job, List<FinishedTask> tasks) implements LedgerEntry {}

    /**
     * A task that had finished.
     *
     * @param attempt of which execution that is true
     * @param accumulators its part of them, by name
     */
    record FinishedTask(int vertex, int subtask, int attempt, Map<String, byte[]> accumulators) {}

    /**
     * Tasks of one vertex.
     *
     * @param subtasks which ones
     * @param workers where, in the same order
     * @param attempts execution attempt numbers, in the same order
     */
    record VertexPlaced(int vertex, int[] subtasks, List<WorkerId> workers, int[] attempts) {}
}
