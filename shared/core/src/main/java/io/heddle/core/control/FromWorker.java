package io.heddle.core.control;

import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.fault.FailureInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker says to the master. */
public sealed interface FromWorker extends ControlMessage {

    /**
     * First word on every connection: who the worker is and all that runs in it, so that a new master can adopt it.
     *
     * @param epoch highest epoch that the worker has accepted
     * @param slots how many slots it offers
     * @param running every execution that has not been closed, terminal ones whose report is not known to have arrived
     *     included
     * @param results of collecting sinks that are here, untaken or ended: their {@link Collected} follow when the master has
     *     accepted the worker
     */
    record RegisterWorker(
            Epoch epoch,
            WorkerAddress address,
            int slots,
            WorkerFacts facts,
            List<RunningTask> running,
            List<HeldResult> results)
            implements FromWorker {

        public WorkerId worker() {
            return address.worker();
        }
    }

    /**
     * An execution has moved to {@code state}.
     *
     * @param accumulators of a terminal report; empty before
     * @param figures its last counters, in a terminal report of an execution that has counted: no heartbeat need follow
     */
    record TaskStateChanged(
            Epoch epoch,
            ExecutionId execution,
            TaskState state,
            @Nullable FailureInfo failure,
            Map<String, byte[]> accumulators,
            @Nullable TaskMetrics figures)
            implements FromWorker {}

    /** The task's part of a checkpoint is durable. */
    record CheckpointAcknowledged(Epoch epoch, ExecutionId execution, long checkpointId, TaskSnapshot snapshot)
            implements FromWorker {}

    /** The task cannot take part in the checkpoint. */
    record CheckpointDeclined(Epoch epoch, ExecutionId execution, long checkpointId, FailureInfo reason)
            implements FromWorker {}

    /** Still here; with what a person or an autopsy wants to know. */
    record Heartbeat(Epoch epoch, WorkerId worker, long sequence, MemorySample memory, List<TaskMetrics> tasks)
            implements FromWorker {}

    /**
     * Results of a collecting sink. In order and without gaps, from the first that the client has not taken on, over every link
     * anew: a master drops what it has heard before. Those of an execution come before the word that it has finished.
     *
     * @param offset number of the first record of {@code records} as the execution counts
     * @param records serialised by the sink's type, back to back
     * @param last whether nothing follows; {@code count} may be 0 then
     */
    record Collected(
            Epoch epoch, ExecutionId execution, String sinkId, long offset, int count, byte[] records, boolean last)
            implements FromWorker {}

    /**
     * How far the event time of a source's instance is that waits for others.
     *
     * @param group whose members wait for each other
     * @param timeMs its watermark; {@link Long#MAX_VALUE} if nobody is to wait for it
     */
    record EventTimeReached(Epoch epoch, ExecutionId execution, String group, long timeMs) implements FromWorker {}

    /** The answer to a {@link ToWorker.Query}; {@code failure} is null if it worked. */
    record QueryAnswered(
            Epoch epoch,
            long requestId,
            byte[] content,
            @Nullable FailureInfo failure) implements FromWorker {}

    /** The worker ends by itself: why, and with which of our exit codes. */
    record WorkerEnding(Epoch epoch, WorkerId worker, int exitCode, String reason) implements FromWorker {}

    /**
     * An execution in a worker, as a new master must know it.
     *
     * @param figures the last counters of an execution that has ended, as in its {@link TaskStateChanged}
     */
    record RunningTask(
            ExecutionId execution,
            TaskState state,
            long planHash,
            @Nullable FailureInfo failure,
            Map<String, byte[]> accumulators,
            @Nullable TaskMetrics figures) {}

    /** Results of a collecting sink that the client is not known to have taken, or that have come to their end. */
    record HeldResult(ExecutionId execution, String sinkId) {}

    /**
     * What kind of process the worker is.
     *
     * @param host the host's name as YARN knows it
     * @param pid operating system process id
     * @param logDirectory where its logs are
     */
    record WorkerFacts(
            String version, String host, long pid, int cores, long containerMemoryBytes, String logDirectory) {}

    /** Bytes in use, sampled by the worker itself. */
    record MemorySample(
            long wallMs,
            long rss,
            long heapUsed,
            long heapMax,
            long direct,
            long metaspace,
            long managedUsed,
            int threads) {}

    /** Counters of one execution since its start, time shares of the last interval in per mille, samples of what was late. */
    record TaskMetrics(
            ExecutionId execution,
            long recordsIn,
            long recordsOut,
            long bytesIn,
            long bytesOut,
            int busyPerMille,
            int backPressuredPerMille,
            int idlePerMille,
            long currentWatermark,
            Map<String, Double> user,
            Lateness lateness) {}
}
