package io.heddle.coordinator.checkpoint;

import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.heddle.core.checkpoint.CheckpointMetadata.SubtaskState;
import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Deals a checkpoint's state out to the tasks of a plan, whose parallelism may be another one. */
final class Restore {
    private final CheckpointMetadata metadata;
    private final String path;
    private final Map<String, OperatorState> states = new HashMap<>();

    Restore(CheckpointMetadata metadata, String path) {
        this.metadata = metadata;
        this.path = path;
        for (OperatorState state : metadata.operators()) {
            states.put(state.operatorId(), state);
        }
    }

    /**
     * Refuses, before anything starts, what could only go wrong later.
     *
     * @throws HeddleException if state would be left behind, dealt out by other key groups, or cannot be dealt out
     */
    void check(JobPlan plan, boolean allowNonRestored) {
        Set<String> known = new TreeSet<>();
        for (JobVertex vertex : plan.vertices()) {
            checkFinished(vertex);
            for (ChainedOperator operator : vertex.operators()) {
                known.add(operator.operatorId());
                OperatorState state = states.get(operator.operatorId());
                if (state != null) {
                    check(vertex, operator, state);
                }
            }
        }
        for (OperatorState state : metadata.operators()) {
            boolean held =
                    state.tasks().stream().anyMatch(task -> !task.segments().isEmpty());
            if (held && !known.contains(state.operatorId()) && !allowNonRestored) {
                throw refusal(
                        "The checkpoint holds state of operator '" + state.name() + "' (" + state.operatorId()
                                + "), which the program does not have.",
                        "Give the operator its uid back, or leave the state behind with --allowNonRestoredState.");
            }
        }
    }

    /** A task runs with all its operators or with none, and one that had finished would begin from nothing. */
    private void checkFinished(JobVertex vertex) {
        for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
            ChainedOperator done = null;
            ChainedOperator open = null;
            for (ChainedOperator operator : vertex.operators()) {
                OperatorState state = states.get(operator.operatorId());
                if (state != null && isFinished(vertex, state, subtask)) {
                    done = operator;
                } else {
                    open = operator;
                }
            }
            if (done != null && open != null) {
                throw refusal(
                        "Operator '" + done.name() + "' had finished, and '" + open.name()
                                + "', which had not, would now run in one task with it.",
                        "Keep the two apart: call disableChaining() on one of them.");
            }
        }
    }

    private static boolean isFinished(JobVertex vertex, OperatorState state, int subtask) {
        return state.parallelism() == vertex.parallelism()
                ? state.tasks().get(subtask).finished()
                : state.tasks().stream().allMatch(SubtaskState::finished);
    }

    private void check(JobVertex vertex, ChainedOperator operator, OperatorState state) {
        boolean rescaled = state.parallelism() != vertex.parallelism();
        boolean someFinished = state.tasks().stream().anyMatch(SubtaskState::finished);
        boolean allFinished = state.tasks().stream().allMatch(SubtaskState::finished);
        if (rescaled && someFinished && !allFinished) {
            throw refusal(
                    "Some tasks of operator '" + operator.name() + "' had finished and others had not.",
                    "Start it with parallelism " + state.parallelism() + " as before.");
        }
        for (SubtaskState task : state.tasks()) {
            for (Segment segment : task.segments()) {
                boolean channel =
                        segment.kind() == StateKind.INPUT_CHANNEL || segment.kind() == StateKind.OUTPUT_CHANNEL;
                if (channel && rescaled) {
                    throw refusal(
                            "The checkpoint holds records in flight of operator '" + operator.name()
                                    + "', whose parallelism was " + state.parallelism() + " and now is "
                                    + vertex.parallelism() + ".",
                            "Change the parallelism from a savepoint, which holds none.");
                }
                if (segment.kind() == StateKind.KEYED && state.maxParallelism() != vertex.maxParallelism()) {
                    throw refusal(
                            "The keyed state of operator '" + operator.name() + "' has " + state.maxParallelism()
                                    + " key groups and the program has " + vertex.maxParallelism() + ".",
                            "Set the operator's maximum parallelism to " + state.maxParallelism() + ".");
                }
            }
        }
    }

    private HeddleException refusal(String why, String mend) {
        return new HeddleException(FaultCategory.CONFIGURATION, "The job cannot start from " + path + ".", why, mend);
    }

    /** What the subtask starts from; null if the checkpoint knows nothing of its vertex. */
    @Nullable
    TaskRestore of(JobVertex vertex, int subtask) {
        List<OperatorSnapshot> operators = new ArrayList<>();
        boolean known = false;
        boolean finished = true;
        for (ChainedOperator operator : vertex.operators()) {
            OperatorState state = states.get(operator.operatorId());
            if (state == null) {
                finished = false;
                continue;
            }
            known = true;
            finished &= isFinished(vertex, state, subtask);
            operators.add(new OperatorSnapshot(operator.operatorId(), share(vertex, state, subtask)));
        }
        return known ? new TaskRestore(metadata.checkpointId(), path, operators, finished) : null;
    }

    private static List<Segment> share(JobVertex vertex, OperatorState state, int subtask) {
        List<Segment> share = new ArrayList<>();
        boolean rescaled = state.parallelism() != vertex.parallelism();
        KeyGroupRange range = KeyGroups.rangeOf(subtask, vertex.maxParallelism(), vertex.parallelism());
        int listNumber = 0;
        for (int old = 0; old < state.parallelism(); old++) {
            boolean same = !rescaled && old == subtask;
            for (Segment segment : state.tasks().get(old).segments()) {
                boolean mine = switch (segment.kind()) {
                    case KEYED -> segment.firstKeyGroup() <= range.last() && segment.lastKeyGroup() >= range.first();
                    case OPERATOR_LIST -> rescaled ? listNumber++ % vertex.parallelism() == subtask : same;
                    case OPERATOR_ELEMENTS -> rescaled || same;
                    case OPERATOR_UNION -> true;
                    case BROADCAST -> old == subtask % state.parallelism();
                    case INPUT_CHANNEL, OUTPUT_CHANNEL -> same;
                    case SINGLETON -> subtask == 0;
                };
                if (mine) {
                    share.add(segment);
                }
            }
        }
        return share;
    }
}
