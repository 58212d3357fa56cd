package io.heddle.simulation;

import io.heddle.core.control.TaskId;
import io.heddle.core.plan.JobId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What sinks have committed, outside of the application: of each task the records from 0 on, each exactly once and in
 * order. A transaction that is committed again is the same transaction.
 */
final class Output {
    private final Map<TaskId, Long> committed = new HashMap<>();
    private final Map<JobId, JobId> forerunners = new HashMap<>();
    private final Set<String> transactions = new HashSet<>();
    private final boolean forgetful;

    Output(boolean forgetful) {
        this.forgetful = forgetful;
    }

    /** The second job goes on with the first one's output. */
    void follows(JobId second, JobId first) {
        forerunners.put(second, forerunners.getOrDefault(first, first));
    }

    void commit(TaskId by, long checkpointId, long from, long to) {
        TaskId task = new TaskId(forerunners.getOrDefault(by.job(), by.job()), by.vertex(), by.subtask());
        if (!transactions.add(task + "@" + checkpointId + ":" + from + "-" + to) && !forgetful) {
            return;
        }
        long upTo = committed.getOrDefault(task, 0L);
        if (from < upTo) {
            throw new Violation("Records " + from + " to " + to + " of " + task + " are committed by checkpoint "
                    + checkpointId + " although those up to " + upTo + " were committed before");
        }
        if (from > upTo) {
            throw new Violation("Records " + upTo + " to " + from + " of " + task + " are lost: checkpoint "
                    + checkpointId + " commits from " + from);
        }
        committed.put(task, to);
    }
}
