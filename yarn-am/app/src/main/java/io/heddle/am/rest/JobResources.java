package io.heddle.am.rest;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.coordinator.view.JobView;
import io.heddle.coordinator.view.JobView.VertexView;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.plan.JobId;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looking at jobs, and cancelling them. */
final class JobResources {
    private final Master master;
    private final Replies replies;
    private final JobPages pages;
    private final Clock clock;

    JobResources(Master master, Replies replies, JobPages pages, Clock clock) {
        this.master = master;
        this.replies = replies;
        this.pages = pages;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/jobs", this::list),
                Route.get("/jobs/overview", this::overview),
                Route.get(
                        "/jobs/:jobid",
                        (call, to) -> pages.answer(call, to, job -> JobJson.details(job, clock.wallMs()))),
                Route.get(
                        "/jobs/:jobid/plan",
                        (call, to) -> pages.answer(call, to, job -> Map.of("plan", PlanJson.plan(job.plan())))),
                Route.get("/jobs/:jobid/exceptions", (call, to) -> pages.answer(call, to, JobJson::exceptions)),
                Route.get("/jobs/:jobid/late", (call, to) -> pages.answer(call, to, LateJson::of)),
                Route.get("/jobs/metrics", this::metrics),
                Route.get(
                        "/jobs/:jobid/metrics",
                        (call, to) ->
                                view(call, to, job -> MetricsJson.list(call, MetricsJson.job(job, clock.wallMs())))),
                Route.get("/jobs/:jobid/accumulators", (call, to) -> view(call, to, JobResources::accumulators)),
                Route.get("/jobs/:jobid/config", (call, to) -> pages.answer(call, to, JobResources::config)),
                Route.get(
                        "/jobs/:jobid/origin",
                        (call, to) -> pages.answer(
                                call, to, job -> JobJson.origin(job.summary().origin()))),
                Route.get("/jobs/:jobid/epochs", (call, to) -> pages.answer(call, to, JobJson::epochs)),
                Route.patch("/jobs/:jobid", this::patch),
                Route.put("/jobs/:jobid/cancel", this::cancel));
    }

    private void view(Call call, Responder to, Function<JobView, Object> shape) {
        replies.json(JobPath.view(master, call), to, shape);
    }

    private void list(Call call, Responder to) {
        replies.json(
                master.lookAtJobs(coordinator -> coordinator.cluster().jobs()),
                to,
                jobs -> Map.of(
                        "jobs",
                        jobs.stream()
                                .map(job -> Map.of(
                                        "id",
                                        job.id().hex(),
                                        "status",
                                        job.status().name()))
                                .toList()));
    }

    private void overview(Call call, Responder to) {
        replies.json(
                master.lookAtJobs(coordinator -> coordinator.cluster().jobs()),
                to,
                jobs -> Map.of(
                        "jobs",
                        jobs.stream()
                                .map(job -> JobJson.summary(job, clock.wallMs()))
                                .toList()));
    }

    private static Map<String, Object> accumulators(JobView job) {
        return Map.of("serialized-user-task-accumulators", job.accumulators());
    }

    static Map<String, Object> config(JobView job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jid", job.summary().id().hex());
        json.put("name", job.summary().name());
        Map<String, String> shown = new LinkedHashMap<>();
        job.plan().properties().forEach((key, value) -> shown.put(key, Configuration.shown(key, value)));
        Map<String, Object> execution = new LinkedHashMap<>();
        execution.put("execution-mode", PlanJson.type(job.plan()));
        execution.put(
                "restart-strategy",
                shown.getOrDefault(ExecutionSettings.RESTART_STRATEGY.key(), "Cluster level default restart strategy"));
        execution.put(
                "job-parallelism",
                job.vertices().stream().mapToInt(VertexView::parallelism).max().orElse(-1));
        execution.put("object-reuse-mode", Boolean.parseBoolean(shown.get(ExecutionSettings.OBJECT_REUSE.key())));
        execution.put("user-config", shown);
        json.put("execution-config", execution);
        return json;
    }

    /** Over all jobs that have not ended. */
    private void metrics(Call call, Responder to) {
        replies.json(
                master.lookAtJobs(coordinator -> coordinator.cluster().jobs().stream()
                        .filter(job -> !job.status().isGloballyTerminal())
                        .map(JobSummary::id)
                        .map(coordinator::job)
                        .flatMap(Stream::ofNullable)
                        .toList()),
                to,
                jobs -> MetricsJson.together(
                        call,
                        jobs.stream()
                                .map(job -> MetricsJson.job(job, clock.wallMs()))
                                .toList()));
    }

    private void patch(Call call, Responder to) {
        String mode = call.queryValue("mode").orElse("cancel");
        if (!mode.equals("cancel")) {
            throw new Refusal(
                    400, "The mode is '" + mode + "'; only 'cancel' is known. Stop a job by /jobs/:jobid/stop.");
        }
        cancel(call, to);
    }

    private void cancel(Call call, Responder to) {
        JobId job = JobPath.id(call);
        replies.json(master.ask(id -> new Event.CancelJob(id, job)), to, 202, (Answer answer) -> {
            Replies.accepted(answer);
            return Map.of();
        });
    }
}
