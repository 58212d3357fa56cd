package io.heddle.coordinator.job;

import io.heddle.coordinator.turn.Turn;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the event time of sources is that wait for each other: instances say it now and then, and each is answered how far the
 * slowest of its group is. Nothing of it is written down; after a change of masters it is known again one interval later.
 */
final class Alignments {
    private final Map<String, Group> groups = new HashMap<>();

    /** What one group has said. */
    private static final class Group {
        private final Map<TaskId, Long> reached = new HashMap<>();
        /** The same by time, so that the least is at hand, however many the members are. */
        private final TreeMap<Long, Set<TaskId>> members = new TreeMap<>();

        void put(TaskId task, long timeMs) {
            Long before = reached.put(task, timeMs);
            if (before != null) {
                members.computeIfPresent(before, (time, there) -> without(there, task));
            }
            members.computeIfAbsent(timeMs, time -> new HashSet<>()).add(task);
        }

        private static @Nullable Set<TaskId> without(Set<TaskId> there, TaskId task) {
            there.remove(task);
            return there.isEmpty() ? null : there;
        }

        /** The least of all that still run. */
        long leastMs(TaskTable tasks) {
            while (!members.isEmpty()) {
                Set<TaskId> slowest = members.firstEntry().getValue();
                slowest.removeIf(id -> {
                    TaskRun task = tasks.find(id);
                    boolean over = task == null || task.state() != TaskState.RUNNING;
                    if (over) {
                        reached.remove(id);
                    }
                    return over;
                });
                if (!slowest.isEmpty()) {
                    return members.firstKey();
                }
                members.pollFirstEntry();
            }
            return Long.MAX_VALUE;
        }
    }

    void on(FromWorker.EventTimeReached said, WorkerId worker, TaskTable tasks, Turn turn) {
        TaskRun task = tasks.find(said.execution().task());
        if (task == null || task.attempt() != said.execution().attempt()) {
            return;
        }
        Group group = groups.computeIfAbsent(said.group(), name -> new Group());
        group.put(said.execution().task(), said.timeMs());
        turn.send(worker, new ToWorker.EventTimeLeast(turn.epoch(), said.execution(), group.leastMs(tasks)));
    }
}
