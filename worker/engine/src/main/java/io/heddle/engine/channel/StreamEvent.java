package io.heddle.engine.channel;

import io.heddle.core.checkpoint.CheckpointKind;

/** Everything on a channel that is not a record. Kept in order with the records. */
public sealed interface StreamEvent extends Element {

    /** Event time has reached this point on this channel. */
    record WatermarkReached(long timestampMs) implements StreamEvent {}

    /** The channel's producer has nothing to say for a while, or has again. */
    record IdleChanged(boolean idle) implements StreamEvent {}

    /**
     * Separates what belongs to a checkpoint from what comes after it.
     *
     * @param directory where the checkpoint's files go
     * @param startedMs wall-clock time of the trigger
     * @param aligned whether channels wait for each other (exactly once) or not (at least once)
     * @param completedId the newest complete checkpoint when this one began, which whoever takes this one may not have heard of yet;
     *     negative if there is none
     */
    record Barrier(
            long checkpointId, CheckpointKind kind, String directory, long startedMs, boolean aligned, long completedId)
            implements StreamEvent {}

    /**
     * A message of a source's enumerator to a reader, in order with barriers.
     *
     * @param payload the message in the form of {@code io.heddle.engine.source}
     */
    record SourceMessage(byte[] payload) implements StreamEvent {}

    /**
     * No records will follow; operators finish.
     *
     * @param drained false if the job was stopped without running event time to its end
     */
    record EndOfData(boolean drained) implements StreamEvent {}

    /** Nothing at all will follow on this channel. */
    record EndOfPartition() implements StreamEvent {}
}
