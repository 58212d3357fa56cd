package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.Decision;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a checkpoint costs the master, in what can be counted: messages, ledger entries, files. */
class CheckpointCostTest {
    /** So many that the oldest of them is deleted each time. */
    private static final int EARLIER = 4;

    private static final long INTERVAL_MS = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void twoMessagesToAWorkerOneEntryAndOneRecordHoweverManyTasks(int width) {
        Stage stage = Stage.elastic(false, 2 * width);
        stage.submit(Plans.job(1).vertex(width).vertex(width).pipelined(0, 1).checkpointed());
        stage.supply(2 * width, "w0");
        List<ExecutionId> tasks = stage.obey("w0", TaskState.RUNNING);
        assertEquals(2 * width, tasks.size());
        for (int checkpoint = 0; checkpoint < EARLIER; checkpoint++) {
            stage.pass(INTERVAL_MS, "w0");
            stage.acknowledge("w0", tasks);
        }
        stage.decisions.clear();

        stage.pass(INTERVAL_MS, "w0");
        stage.acknowledge("w0", tasks);

        Map<String, Long> made = stage.decisions.stream()
                .map(CheckpointCostTest::kind)
                .filter(kind -> !kind.equals(ToWorker.HeartbeatHeard.class.getSimpleName()))
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        assertEquals(
                Map.of(
                        "TriggerCheckpoint", 1L,
                        "Persist", 1L,
                        "PersistCheckpoint", 1L,
                        "CheckpointCompleted", 1L,
                        "DiscardFiles", 1L),
                made);
    }

    private static String kind(Decision decision) {
        return decision instanceof Decision.Send send
                ? send.message().getClass().getSimpleName()
                : decision.getClass().getSimpleName();
    }
}
