package io.heddle.core.control;

/** Where other workers reach a worker's data plane. */
public record WorkerAddress(WorkerId worker, String host, int port) {}
