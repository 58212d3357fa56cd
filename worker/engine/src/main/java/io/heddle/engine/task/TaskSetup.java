package io.heddle.engine.task;

import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.time.Clock;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.operator.TaskLoop;
import io.heddle.engine.operator.TaskObservations;
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

    /** What the operators of the task share. */
    TaskContext context(ProcessingTimers timers, TaskLoop loop, TaskObservations observations) {
        TaskReports reports = services.reports();
        return new TaskContext(
                facts,
                job,
                services.clock(),
                timers,
                loop,
                services.io(),
                observations,
                (id, offset, count, records, last) ->
                        reports.collected(facts.execution(), id, offset, count, records, last),
                (group, timeMs) -> reports.eventTimeReached(facts.execution(), group, timeMs));
    }

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
