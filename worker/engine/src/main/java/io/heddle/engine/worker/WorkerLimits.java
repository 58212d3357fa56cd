package io.heddle.engine.worker;

/**
 * How patient a worker is, and how much it sorts in memory.
 *
 * @param masterLeaseMs how long it keeps running without a master ({@code heddle.master-lease})
 * @param cancelIntervalMs between the interrupts of a task that does not end ({@code task.cancellation.interval})
 * @param cancelTimeoutMs after which the process is halted because of such a task ({@code task.cancellation.timeout}); 0 = never
 * @param sortBytes what the sorts of batch jobs may take of the heap, all together
 */
public record WorkerLimits(long masterLeaseMs, long cancelIntervalMs, long cancelTimeoutMs, long sortBytes) {}
