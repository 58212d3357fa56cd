package io.heddle.coordinator.port;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.QueryKind;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to the coordinator. Adapters translate; they never decide.
 *
 * <p>Law: whatever a decision starts reports back by exactly one event ({@link PersistDone} or {@link PersistFailed} for a
 * persist token, and so on), or by none if the process dies. Events about containers may be repeated and may come in any
 * order; events of one worker's link keep the link's order. A {@code requestId} is chosen by the adapter, 0 if nobody
 * waits; each non-zero one is answered by exactly one {@link Decision.Answered}.
 */
public sealed interface Event {

    /** A worker said something on its present link; the first word of a link is {@code RegisterWorker}. */
    record WorkerSaid(WorkerId worker, FromWorker message) implements Event {}

    /** The worker's present link has ended. Not said of a link that a newer one of the same worker has replaced. */
    record WorkerLinkClosed(WorkerId worker, String reason) implements Event {}

    /**
     * Run this job.
     *
     * @param plan the encoded {@code JobPlan}, exactly as the client made it
     */
    record SubmitJob(long requestId, byte[] plan, StartOptions options) implements Event {}

    /** End this job; answered when the request is accepted, not when the job has ended. */
    record CancelJob(long requestId, JobId job) implements Event {}

    /**
     * Take a savepoint and end the job; answered with the path when the savepoint is complete.
     *
     * @param kind the savepoint by which it is stopped, as {@link CheckpointKind#stop} makes it
     * @param directory parent directory of the savepoint, or null for the configured one
     */
    record StopJob(
            long requestId,
            JobId job,
            CheckpointKind kind,
            @Nullable String directory) implements Event {}

    /**
     * Take a savepoint; answered with the path when it is complete.
     *
     * @param kind {@code SAVEPOINT_CANONICAL} or {@code SAVEPOINT_NATIVE}
     * @param directory parent directory of the savepoint, or null for the configured one
     * @param cancelJob whether the job is cancelled once the savepoint is complete
     */
    record TriggerSavepoint(
            long requestId,
            JobId job,
            CheckpointKind kind,
            @Nullable String directory,
            boolean cancelJob) implements Event {}

    /** Take a checkpoint now, outside the period; answered with the path when it is complete. */
    record TriggerCheckpointNow(long requestId, JobId job) implements Event {}

    /**
     * A client has results of the sink below {@code offset}, as that execution attempt counts, and asks for what follows; answered
     * at once by a {@link Answer.CollectedPage}, which may be empty.
     *
     * @param attempt of the page before; negative if the client has nothing yet
     */
    record FetchCollected(long requestId, JobId job, String sinkId, int attempt, long offset) implements Event {}

    /** Ask a worker something for a person; answered by {@link Answer.WorkerReply}. */
    record QueryWorker(long requestId, WorkerId worker, QueryKind kind, String argument, long offset, int length)
            implements Event {}

    /** The ResourceManager gave containers. */
    record ContainersAllocated(List<AllocatedContainer> containers) implements Event {}

    /** A container has ended; repeated reports and unknown containers are harmless. */
    record ContainerCompleted(WorkerId container, int exitStatus, String diagnostics) implements Event {}

    /** The NodeManager refused or could not be reached; the container runs nothing. */
    record ContainerLaunchFailed(WorkerId container, String reason) implements Event {}

    /** The health or membership of a node changed; {@code node} is a NodeManager, of which a host may have several. */
    record NodeChanged(String node, NodeCondition condition) implements Event {}

    /** The entry of this token is durable. */
    record PersistDone(long token) implements Event {}

    /**
     * The entry could not be made durable, as far as is known: storage may have taken it all the same. Whoever asked repeats
     * it or revokes it by a later entry; entries are such that a repeated one changes nothing.
     *
     * @param fenced whether a higher epoch has opened the ledger: then this master has no say any more
     */
    record PersistFailed(long token, FailureInfo failure, boolean fenced) implements Event {}

    /** A checkpoint's metadata, asked for by {@link Decision.ReadCheckpoint}; checksums and signature were right. */
    record CheckpointRead(long token, String path, CheckpointMetadata metadata) implements Event {}

    /**
     * The metadata is missing, damaged or not ours, or nobody could say.
     *
     * @param mayPass whether storage could not be asked: then the checkpoint may be whole
     */
    record CheckpointUnreadable(long token, String path, FailureInfo failure, boolean mayPass) implements Event {}

    /**
     * The ledger is open under this master's epoch and everything of lower epochs is fenced out. Comes once, before
     * anything else but workers' words; empty for the first attempt.
     *
     * @param entries the last snapshot's entries and all that followed, in order
     * @param unreadable one sentence for each entry that could not be read, with the job it belongs to if that is known
     */
    record LedgerRecovered(List<LedgerEntry> entries, List<UnreadableEntry> unreadable) implements Event {}

    /**
     * Containers that run on from previous attempts; comes once after registration, before allocations, and again when the
     * ResourceManager has been restarted and learns of more.
     */
    record PreviousContainers(List<AllocatedContainer> containers) implements Event {}

    /** End the application; jobs that still run are cancelled first if {@code cancelJobs}, suspended otherwise. */
    record ShutdownCluster(long requestId, FinalStatus status, String reason, boolean cancelJobs) implements Event {}

    /** Fresh delegation tokens for all workers, present and future. */
    record TokensRenewed(byte[] tokens) implements Event {}

    /** Nothing happened, but time has passed: deadlines are looked at (they are on every other event as well). */
    record Tick() implements Event {}

    /**
     * A container that is ours.
     *
     * @param allocationRequestId the request that it answers, or -1 for a container of a previous attempt
     * @param node the NodeManager on that host, as {@link NodeChanged} names it
     */
    record AllocatedContainer(WorkerId container, long allocationRequestId, String host, String node) {}

    /** A ledger entry that could not be read. */
    record UnreadableEntry(@Nullable JobId job, String problem) {}

    /** What the ResourceManager says of a node. */
    enum NodeCondition {
        HEALTHY,
        /** It will go; start nothing new there. */
        DECOMMISSIONING,
        /** Unhealthy, lost or gone: what ran there is gone too, or soon will be. */
        GONE
    }
}
