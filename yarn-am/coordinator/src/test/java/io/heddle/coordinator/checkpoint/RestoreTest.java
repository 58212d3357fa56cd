package io.heddle.coordinator.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.heddle.core.checkpoint.CheckpointMetadata.SubtaskState;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreTest {
    private static final int KEY_GROUPS = 128;
    private static final Closed NOTHING = new Closed(new byte[0], "nothing");
    private static final JobId JOB = new JobId(String.format("%032x", 1));

    private static JobVertex vertex(int parallelism, int maxParallelism, String... operators) {
        List<ChainedOperator> chain = new ArrayList<>();
        for (int i = 0; i < operators.length; i++) {
            chain.add(new ChainedOperator(
                    i, operators[i], "", "op-" + operators[i], NOTHING, NOTHING, List.of(), List.of()));
        }
        return new JobVertex(0, "v", "v", parallelism, maxParallelism, "default", JobVertex.Role.CHAIN, chain);
    }

    private static JobPlan plan(JobVertex vertex) {
        return new JobPlan(JOB, "job", List.of(vertex), List.of(), List.of(), Map.of());
    }

    private static Segment segment(StateKind kind, String name, int first, int last) {
        return new Segment(kind, name, "s/1", first, last, new Slice.Inline(new byte[] {1}, 0));
    }

    private static Segment keyed(int subtask, int parallelism) {
        KeyGroupRange range = KeyGroups.rangeOf(subtask, KEY_GROUPS, parallelism);
        return segment(StateKind.KEYED, "k" + subtask, range.first(), range.last());
    }

    private static CheckpointMetadata metadata(String operator, List<SubtaskState> tasks) {
        return new CheckpointMetadata(
                JOB,
                "job",
                0,
                17,
                CheckpointKind.CHECKPOINT,
                0,
                0,
                "",
                List.of(new OperatorState(operator, "", "op-" + operator, KEY_GROUPS, tasks)));
    }

    private static CheckpointMetadata rescalable(int parallelism) {
        List<SubtaskState> tasks = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            tasks.add(new SubtaskState(
                    List.of(
                            keyed(i, parallelism),
                            segment(StateKind.OPERATOR_LIST, "list" + i, 0, 0),
                            segment(StateKind.OPERATOR_ELEMENTS, "elements" + i, parallelism, i),
                            segment(StateKind.OPERATOR_UNION, "union" + i, 0, 0),
                            segment(StateKind.BROADCAST, "broadcast", 0, 0)),
                    false));
        }
        return metadata("a", tasks);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "7, 3", "3, 128", "128, 1", "5, 5"})
    void eachKeyGroupGoesToItsNewOwnerAndEachListOnceWhateverTheParallelism(int before, int after) {
        JobVertex vertex = vertex(after, KEY_GROUPS, "a");
        Restore restore = new Restore(rescalable(before), "chk-17");
        restore.check(plan(vertex), false);
        Map<String, Integer> lists = new TreeMap<>();
        for (int subtask = 0; subtask < after; subtask++) {
            TaskRestore share = restore.of(vertex, subtask);
            KeyGroupRange range = KeyGroups.rangeOf(subtask, KEY_GROUPS, after);
            boolean[] covered = new boolean[KEY_GROUPS];
            int unions = 0;
            int elements = 0;
            int broadcasts = 0;
            for (Segment each : share.operators().get(0).segments()) {
                switch (each.kind()) {
                    case KEYED -> {
                        for (int group = each.firstKeyGroup(); group <= each.lastKeyGroup(); group++) {
                            covered[group] = true;
                        }
                    }
                    case OPERATOR_LIST -> lists.merge(each.name(), 1, Integer::sum);
                    case OPERATOR_ELEMENTS -> elements++;
                    case OPERATOR_UNION -> unions++;
                    default -> broadcasts++;
                }
            }
            for (int group = range.first(); group <= range.last(); group++) {
                assertTrue(covered[group], "key group " + group + " of subtask " + subtask);
            }
            assertEquals(before, unions);
            assertEquals(before == after ? 1 : before, elements);
            assertEquals(1, broadcasts);
        }
        assertEquals(before, lists.size());
        assertTrue(lists.values().stream().allMatch(count -> count == 1), lists.toString());
    }

    /** F22. */
    @Test
    void anotherNumberOfKeyGroupsIsRefused() {
        Restore restore = new Restore(rescalable(2), "chk-17");
        HeddleException refusal =
                assertThrows(HeddleException.class, () -> restore.check(plan(vertex(2, 256, "a")), true));
        assertTrue(refusal.getMessage().contains("128"), refusal.getMessage());
    }

    /** F22: identity goes by uid, so state follows its operator into another chain. */
    @Test
    void chainingDoesNotChangeWhoseStateItIs() {
        Restore restore = new Restore(rescalable(2), "chk-17");
        JobVertex chained = vertex(2, KEY_GROUPS, "head", "a", "tail");
        restore.check(plan(chained), false);
        TaskRestore share = restore.of(chained, 1);
        assertEquals(1, share.operators().size());
        assertEquals("a", share.operators().get(0).operatorId());
    }

    /** F26. */
    @Test
    void recordsInFlightAreNotDealtOutAnew() {
        CheckpointMetadata inFlight = metadata(
                "a",
                List.of(
                        new SubtaskState(List.of(segment(StateKind.INPUT_CHANNEL, "0/0", 0, 0)), false),
                        new SubtaskState(List.of(segment(StateKind.INPUT_CHANNEL, "0/1", 0, 0)), false)));
        Restore restore = new Restore(inFlight, "chk-17");
        assertThrows(HeddleException.class, () -> restore.check(plan(vertex(3, KEY_GROUPS, "a")), true));
        JobVertex same = vertex(2, KEY_GROUPS, "a");
        restore.check(plan(same), false);
        assertEquals(
                "0/1", restore.of(same, 1).operators().get(0).segments().get(0).name());
    }

    /** A source that had finished would read everything once more. */
    @Test
    void whatHadFinishedIsNotChainedWithWhatHadNot() {
        List<SubtaskState> finished = List.of(new SubtaskState(List.of(), true), new SubtaskState(List.of(), true));
        Restore restore = new Restore(metadata("a", finished), "chk-17");
        JobVertex same = vertex(2, KEY_GROUPS, "a");
        restore.check(plan(same), false);
        assertTrue(restore.of(same, 1).finished());
        HeddleException refusal =
                assertThrows(HeddleException.class, () -> restore.check(plan(vertex(2, KEY_GROUPS, "a", "new")), true));
        assertTrue(refusal.getMessage().contains("op-new"), refusal.getMessage());
    }

    @Test
    void stateThatNobodyTakesIsRefusedUnlessAllowed() {
        Restore restore = new Restore(rescalable(2), "chk-17");
        JobPlan other = plan(vertex(2, KEY_GROUPS, "b"));
        assertThrows(HeddleException.class, () -> restore.check(other, false));
        restore.check(other, true);
        assertNull(restore.of(other.vertices().get(0), 0));
    }

    /** F14. */
    @Test
    void pathsAreRelativeToWhereTheCheckpointIsNow() {
        assertEquals("hdfs://a/moved/shared/x", Paths.resolve("hdfs://a/moved/chk-1", "../shared/x"));
        assertEquals("hdfs://a/moved/chk-1/data", Paths.resolve("hdfs://a/moved/chk-1", "data"));
        assertEquals("hdfs://b/y", Paths.resolve("hdfs://a/moved/chk-1", "hdfs://b/y"));
    }
}
