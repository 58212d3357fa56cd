package io.heddle.engine.testing;

import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.TaskId;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Deals out what tasks have acknowledged to the tasks of a plan whose parallelism may be another one. */
final class Dealing {
    private Dealing() {}

    record From(long checkpointId, String directory) {}

    static Map<TaskId, TaskRestore> out(Map<TaskId, TaskRestore> old, JobPlan plan, JobPlan next, From from) {
        Map<TaskId, TaskRestore> dealt = new HashMap<>();
        for (JobVertex vertex : next.vertices()) {
            int before = plan.vertices().get(vertex.index()).parallelism();
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                List<OperatorSnapshot> operators = new ArrayList<>();
                boolean finished = true;
                int number = 0;
                for (int task = 0; task < before; task++) {
                    TaskRestore restore = old.get(new TaskId(plan.id(), vertex.index(), task));
                    finished &= restore == null || restore.finished();
                    if (restore == null) {
                        continue;
                    }
                    for (OperatorSnapshot operator : restore.operators()) {
                        List<Segment> share = new ArrayList<>();
                        for (Segment segment : operator.segments()) {
                            int list = segment.kind() == StateKind.OPERATOR_LIST ? number++ : 0;
                            if (isMine(segment, task, before, vertex, subtask, list)) {
                                share.add(segment);
                            }
                        }
                        operators.add(new OperatorSnapshot(operator.operatorId(), share));
                    }
                }
                dealt.put(
                        new TaskId(next.id(), vertex.index(), subtask),
                        new TaskRestore(from.checkpointId(), from.directory(), operators, finished));
            }
        }
        return dealt;
    }

    private static boolean isMine(Segment segment, int from, int before, JobVertex vertex, int subtask, int number) {
        KeyGroupRange range = KeyGroups.rangeOf(subtask, vertex.maxParallelism(), vertex.parallelism());
        boolean rescaled = before != vertex.parallelism();
        return switch (segment.kind()) {
            case KEYED -> segment.firstKeyGroup() <= range.last() && segment.lastKeyGroup() >= range.first();
            case OPERATOR_LIST -> rescaled ? number % vertex.parallelism() == subtask : from == subtask;
            case OPERATOR_ELEMENTS -> rescaled || from == subtask;
            case OPERATOR_UNION -> true;
            case BROADCAST -> from == subtask % before;
            case INPUT_CHANNEL, OUTPUT_CHANNEL -> from == subtask;
            case SINGLETON -> subtask == 0;
        };
    }
}
