package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that wait for each other are told how far the slowest of their group is. */
class AlignmentsTest {
    private final Stage stage = Stage.elastic(false, 1);
    private final List<ExecutionId> tasks = new ArrayList<>();

    AlignmentsTest() {
        stage.submit(Plans.job(1).vertex(3));
        stage.supply(1, "c1", "c2", "c3");
        for (String worker : List.of("c1", "c2", "c3")) {
            tasks.addAll(stage.obey(worker, TaskState.RUNNING));
        }
        assertEquals(3, tasks.size());
    }

    /** That task says how far it is; what it is answered. */
    private long least(int task, String group, long timeMs) {
        String worker = "c" + (task + 1);
        stage.word(worker, new FromWorker.EventTimeReached(stage.epoch, tasks.get(task), group, timeMs));
        List<ToWorker.EventTimeLeast> answers = stage.sent(worker, ToWorker.EventTimeLeast.class);
        ToWorker.EventTimeLeast answer = answers.get(answers.size() - 1);
        assertEquals(tasks.get(task), answer.execution());
        return answer.timeMs();
    }

    @Test
    void theSlowestOfTheGroupCounts() {
        assertEquals(50, least(0, "g", 50));
        assertEquals(20, least(1, "g", 20));
        assertEquals(20, least(0, "g", 70));
        assertEquals(70, least(1, "g", 90));
        assertEquals(5, least(2, "other", 5), "groups do not wait for each other");
        assertEquals(70, least(1, "g", 100));
    }

    @Test
    void nobodyWaitsForWhoIsIdleOrHasEndedOrFailed() {
        least(0, "g", 10);
        least(1, "g", 20);
        assertEquals(10, least(2, "g", 90));
        assertEquals(20, least(0, "g", Long.MAX_VALUE));
        stage.says("c2", tasks.get(1), TaskState.FINISHED, null);
        assertEquals(90, least(2, "g", 90));
        assertEquals(90, least(0, "g", Long.MAX_VALUE));
    }

    @Test
    void theWordOfAnEarlierAttemptIsNotHeard() {
        least(0, "g", 100);
        ExecutionId now = tasks.get(1);
        stage.word(
                "c2",
                new FromWorker.EventTimeReached(stage.epoch, new ExecutionId(now.task(), now.attempt() + 1), "g", 1));
        assertEquals(100, least(0, "g", 100));
    }
}
