package io.heddle.coordinator.port;

import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to an event that carried a request id. */
public sealed interface Answer {

    /** It will be done; {@code job} is null where the request was about no job. */
    record Accepted(@Nullable JobId job) implements Answer {}

    /** It will not be done. */
    record Refused(Reason reason, Problem problem) implements Answer {}

    /** The snapshot is complete and durable. */
    record SnapshotDone(JobId job, long checkpointId, String path) implements Answer {}

    /** The snapshot could not be completed. */
    record SnapshotFailed(JobId job, FailureInfo failure) implements Answer {}

    /**
     * Results of a collecting sink.
     *
     * @param attempt execution attempt as which the offset counts; the client's own while nothing is known of a later one
     * @param offset number of the first record
     * @param chunks serialised records, in order
     * @param complete whether the sink has ended and nothing follows
     */
    record CollectedPage(int attempt, long offset, List<Chunk> chunks, boolean complete) implements Answer {}

    /** A worker's answer to a person's question. */
    record WorkerReply(byte[] content, @Nullable FailureInfo failure) implements Answer {}

    /** Some records of a collecting sink, back to back. */
    record Chunk(int count, byte[] records) {}

    /** Why something is not done. */
    enum Reason {
        /** There is no such job, worker or sink. */
        NOT_FOUND,
        /** The job's state does not allow it, or its id is taken. */
        CONFLICT,
        /** The request itself is wrong. */
        INVALID,
        /** The master is restoring or the cluster is ending; try again. */
        NOT_READY
    }
}
