package io.heddle.engine.task;

import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.time.Clock;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.snapshot.SnapshotStore;
import io.heddle.engine.sort.SortSpace;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a task is made of.
 *
 * @param restore what it starts from, null for a fresh start
 * @param services of the worker
 */
public record TaskSetup(
        TaskFacts facts,
        OpenedJob job,
        Wiring wiring,
        @Nullable TaskRestore restore,
        Services services) {

    /**
     * What a worker lends to its tasks.
     *
     * @param io runs what blocks
     * @param transport to other workers
     * @param snapshots where state goes
     * @param reports what tasks say
     * @param sorting where tasks sort what they read
     */
    public record Services(
            Clock clock,
            Executor io,
            DataTransport transport,
            SnapshotStore snapshots,
            TaskReports reports,
            SortSpace sorting) {}
}
