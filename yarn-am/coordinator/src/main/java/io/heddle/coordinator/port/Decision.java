package io.heddle.coordinator.port;

import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter has to do. Decisions of one turn are carried out in order as far as starting them goes; those that block
 * run on the I/O pool and report back by an {@link Event}.
 */
public sealed interface Decision {

    /** Send on the worker's present link; dropped silently if there is none (the coordinator hears of that anyway). */
    record Send(WorkerId worker, ToWorker message) implements Decision {}

    /** Close the worker's present link after what was sent before. */
    record CloseLink(WorkerId worker, String reason) implements Decision {}

    /** Ask for one container per request; all have the application's one worker size. */
    record RequestContainers(List<ContainerRequest> requests) implements Decision {}

    /** These requests are not wanted any more; a container that comes all the same is released. */
    record CancelRequests(List<Long> allocationRequestIds) implements Decision {}

    /** Start a worker in the container; a failure is a {@link Event.ContainerLaunchFailed}. */
    record LaunchWorker(WorkerId container, String host) implements Decision {}

    /** Give the container back, whatever runs in it; its end is reported as usual. */
    record ReleaseContainer(WorkerId container, String reason) implements Decision {}

    /** Ask for no more containers on this host until it is allowed again. */
    record ExcludeNode(String host, String reason) implements Decision {}

    /** Ask for containers on this host again. */
    record AllowNode(String host) implements Decision {}

    /** Make the entry durable; answered by {@link Event.PersistDone} or {@link Event.PersistFailed}. */
    record Persist(long token, LedgerEntry entry) implements Decision {}

    /**
     * Make a checkpoint visible, then append its ledger entry; answered as {@link Persist}. The metadata is written as
     * {@code <path>/_metadata} by one atomic create; if that file exists with exactly this content (an earlier answer was
     * lost), it counts as written. A transient failure of storage is retried by the adapter for at most a minute.
     */
    record PersistCheckpoint(long token, LedgerEntry.CheckpointCompleted entry, CheckpointMetadata metadata)
            implements Decision {}

    /**
     * Read a checkpoint's metadata; answered by {@link Event.CheckpointRead} or {@link Event.CheckpointUnreadable}. If it is
     * not of the job's own lineage, the key of that lineage is to be kept from now on, as the job will sign with it.
     *
     * @param job that is to start from it
     * @param allowUnverified whether it will do if its signature is not that of its lineage's key; it is then handed on as of
     *     unknown lineage
     */
    record ReadCheckpoint(long token, JobId job, String path, boolean allowUnverified) implements Decision {}

    /**
     * Delete files and directories that nothing refers to. Nobody waits; what fails is logged and tried again later. Just
     * before, the adapter makes sure that no higher epoch has opened the ledger.
     */
    record DiscardFiles(List<String> paths) implements Decision {}

    /**
     * The same, for all that the checkpoints of an ended job have left. Once it is certain that all of it is gone, so is the
     * key of the lineage that the job has begun, unless something else is signed with it.
     */
    record DiscardLineage(JobId job, List<String> paths) implements Decision {}

    /** The answer to an event that carried {@code requestId}. */
    record Answered(long requestId, Answer answer) implements Decision {}

    /** For whoever wants to know (archive, diagnostics, the local executor): the job has reached this state. */
    record JobStatusChanged(
            JobId job,
            String name,
            JobStatus status,
            @Nullable FailureInfo failure) implements Decision {}

    /**
     * The application is over: unregister with this status, clean up, exit.
     *
     * @param exitCode of the process
     */
    record EndApplication(FinalStatus status, String diagnostics, int exitCode) implements Decision {}

    /**
     * This master has been fenced by a higher epoch or cannot go on: leave at once, touch nothing, unregister nothing.
     *
     * @param exitCode of the process
     */
    record Abdicate(String reason, int exitCode) implements Decision {}

    /**
     * A wish for one container.
     *
     * @param allocationRequestId ours, unique in this attempt
     * @param preferredHosts where it would be best, or empty
     */
    record ContainerRequest(long allocationRequestId, List<String> preferredHosts) {}
}
