package io.heddle.coordinator.fleet;

import io.heddle.core.control.WorkerId;

/**
 * A place in a worker for one parallel slice of a job.
 *
 * @param index from 0 to the worker's number of slots - 1
 */
public record Slot(WorkerId worker, int index) {}
