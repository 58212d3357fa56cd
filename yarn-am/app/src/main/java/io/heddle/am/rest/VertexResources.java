package io.heddle.am.rest;

import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.SubtaskView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Looking into a job: its vertices and their tasks. */
final class VertexResources {
    private static final String VERTEX = "/jobs/:jobid/vertices/:vertexid";

    private final Master master;
    private final Replies replies;
    private final Clock clock;

    VertexResources(Master master, Replies replies, Clock clock) {
        this.master = master;
        this.replies = replies;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/jobs/:jobid/vertices", this::list),
                vertex("", (call, vertex) -> VertexJson.details(vertex, clock.wallMs())),
                vertex("/backpressure", (call, vertex) -> VertexJson.backPressure(vertex, clock.wallMs())),
                vertex("/metrics", (call, vertex) -> MetricsJson.list(call, MetricsJson.vertex(vertex))),
                vertex("/subtasks/metrics", VertexResources::together),
                vertex("/subtasks/:subtaskindex", this::subtask),
                vertex(
                        "/subtasks/:subtaskindex/metrics",
                        (call, vertex) -> MetricsJson.list(
                                call, MetricsJson.task(find(call, vertex).metrics()))),
                vertex("/subtasktimes", (call, vertex) -> VertexJson.times(vertex, clock.wallMs())),
                vertex("/taskmanagers", (call, vertex) -> VertexJson.byWorker(vertex, clock.wallMs())),
                vertex("/watermarks", (call, vertex) -> VertexJson.watermarks(vertex)));
    }

    private Route vertex(String below, BiFunction<Call, VertexView, Object> shape) {
        return Route.get(VERTEX + below, (call, to) -> view(call, to, job -> shape.apply(call, find(call, job))));
    }

    private void view(Call call, Responder to, Function<JobView, Object> shape) {
        replies.json(JobPath.view(master, call), to, shape);
    }

    private void list(Call call, Responder to) {
        view(call, to, job -> Map.of("vertices", JobJson.vertices(job, clock.wallMs())));
    }

    private static Object together(Call call, VertexView vertex) {
        return MetricsJson.together(
                call,
                vertex.subtasks().stream()
                        .map(each -> MetricsJson.task(each.metrics()))
                        .toList());
    }

    private Object subtask(Call call, VertexView vertex) {
        return VertexJson.subtask(find(call, vertex), clock.wallMs());
    }

    private static VertexView find(Call call, JobView job) {
        String id = call.parameter("vertexid");
        return job.vertices().stream()
                .filter(vertex -> vertex.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "The job has no vertex " + id + "."));
    }

    private static SubtaskView find(Call call, VertexView vertex) {
        String index = call.parameter("subtaskindex");
        return vertex.subtasks().stream()
                .filter(subtask -> Integer.toString(subtask.subtask()).equals(index))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        404, "Vertex " + vertex.id() + " has no subtask " + index + " of " + vertex.parallelism()));
    }
}
