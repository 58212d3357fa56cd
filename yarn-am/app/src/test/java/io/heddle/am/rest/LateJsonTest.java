package io.heddle.am.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.view.CheckpointsView;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker.TaskMetrics;
import io.heddle.core.control.Lateness;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateJsonTest {
    private static final JobId JOB = new JobId("00000000000000000000000000000007");

    private static VertexView vertex(int index, String name, Map<String, Double> user, Lateness lateness) {
        TaskMetrics metrics =
                new TaskMetrics(new ExecutionId(new TaskId(JOB, index, 0), 0), 0, 0, 0, 0, 0, 0, 0, 0, user, lateness);
        SubtaskView heard = new SubtaskView(0, 0, TaskState.RUNNING, null, Map.of(), metrics);
        SubtaskView unheard = new SubtaskView(1, 0, TaskState.DEPLOYING, null, Map.of(), null);
        return new VertexView(index, "v" + index, name, 2, 128, TaskState.RUNNING, 0, -1, List.of(heard, unheard));
    }

    private static JobView job(VertexView... vertices) {
        return new JobView(
                new JobSummary(JOB, "late", JobStatus.RUNNING, 1, 2, 2, Origin.FRESH, Map.of()),
                new JobPlan(JOB, "late", List.of(), List.of(), List.of(), Map.of()),
                Map.of(),
                List.of(vertices),
                Map.of(),
                null,
                List.of(),
                0,
                List.of(),
                CheckpointsView.NONE);
    }

    @Test
    void whatWasDroppedIsFoundAgainAmongWhatWasReadByItsTimestamp() {
        Lateness.Read asked = new Lateness.Read("clicks", "file-1", "byte 42", 100, 900);
        Lateness.Read another = new Lateness.Read("clicks", "file-1", "byte 99", 101, 900);
        Map<String, Object> json = LateJson.of(job(
                vertex(0, "Source", Map.of(), new Lateness(List.of(), List.of(another, asked))),
                vertex(
                        1,
                        "Window",
                        Map.of("a.numLateRecordsDropped", 3.0, "b.numLateRecordsDropped", 4.0, "other", 9.0),
                        new Lateness(List.of(new Lateness.Dropped("sums", "(a,1)", 100, 850)), List.of()))));
        Map<String, Object> origin = Map.of(
                "vertex-id", "v0",
                "subtask", 0,
                "source", "clicks",
                "split", "file-1",
                "position", "byte 42",
                "timestamp", 100L,
                "watermark", 900L);
        assertEquals(7L, json.get("dropped"));
        assertEquals(
                List.of(Map.of(
                        "vertex-id",
                        "v1",
                        "subtask",
                        0,
                        "operator",
                        "sums",
                        "record",
                        "(a,1)",
                        "timestamp",
                        100L,
                        "watermark",
                        850L,
                        "origins",
                        List.of(origin))),
                json.get("samples"));
        assertEquals(2, ((List<?>) json.get("behind-watermark")).size());
    }

    @Test
    void aJobInWhichNothingIsLateSaysSo() {
        assertEquals(
                Map.of("dropped", 0L, "samples", List.of(), "behind-watermark", List.of()),
                LateJson.of(job(vertex(0, "Source", Map.of(), Lateness.NONE))));
    }
}
