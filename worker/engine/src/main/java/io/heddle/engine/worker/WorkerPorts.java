package io.heddle.engine.worker;

import io.heddle.core.time.Clock;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.snapshot.SnapshotStore;
import java.util.concurrent.Executor;

/**
 * All that a worker reaches the world by.
 *
 * @param io runs what blocks
 */
public record WorkerPorts(
        Clock clock,
        Executor io,
        DataTransport transport,
        SnapshotStore snapshots,
        TaskThreads threads,
        JobLoader loader,
        WorkerProcess process) {}
