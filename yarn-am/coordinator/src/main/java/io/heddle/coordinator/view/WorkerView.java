package io.heddle.coordinator.view;

import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.FromWorker.WorkerFacts;
import io.heddle.core.control.WorkerAddress;
import org.jspecify.annotations.Nullable;

/**
 * One worker.
 *
 * @param connected whether its link stands
 * @param lastHeardMs wall-clock time of its last word
 * @param memory the last sample, or null before the first heartbeat
 */
public record WorkerView(
        WorkerAddress address,
        WorkerFacts facts,
        boolean connected,
        int slots,
        int freeSlots,
        long registeredMs,
        long lastHeardMs,
        @Nullable MemorySample memory) {}
