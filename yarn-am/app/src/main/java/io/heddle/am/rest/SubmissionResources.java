package io.heddle.am.rest;

import io.heddle.am.start.StartGuard;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.coordinator.view.JobOutcome;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Jobs come in, results go out: what the command line needs besides looking. */
final class SubmissionResources {
    private static final long LONGEST_WAIT_MS = 60_000;

    private final Master master;
    private final Replies replies;
    private final StartGuard guard;
    private final UploadedFiles uploaded;
    private final CompletableFuture<Void> resultFetched;

    SubmissionResources(
            Master master,
            Replies replies,
            StartGuard guard,
            UploadedFiles uploaded,
            CompletableFuture<Void> resultFetched) {
        this.uploaded = uploaded;
        this.master = master;
        this.replies = replies;
        this.guard = guard;
        this.resultFetched = resultFetched;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/uploaded/:sha256", this::uploaded),
                Route.put("/jobs/:jobid", this::submit),
                Route.get("/jobs/:jobid/execution-result", this::result),
                Route.get("/jobs/:jobid/collected/:sinkid", this::collected));
    }

    /** The body is the encoded plan, exactly as it will travel to the workers; sent again, it is a conflict. */
    private void submit(Call call, Responder to) {
        JobPlan plan;
        try {
            plan = ControlCodec.decodePlan(call.body());
        } catch (IOException e) {
            throw new Refusal(400, "The body is no encoded job plan of this version: " + e.getMessage());
        }
        if (!plan.id().equals(JobPath.id(call))) {
            throw new Refusal(400, "The path names job " + JobPath.id(call) + ", the plan is of " + plan.id() + ".");
        }
        StartOptions asked = new StartOptions(
                call.queryValue("restorePath").orElse(null),
                isSaid(call, "allowNonRestoredState"),
                isSaid(call, "allowUnverified"),
                StartOptions.ClaimMode.valueOf(call.queryValue("claimMode").orElse("NO_CLAIM")));
        CompletableFuture<Answer> handedIn = runningJobs()
                .thenCompose(running -> replies.work(() -> decided(plan, asked, isSaid(call, "fresh"), running)))
                .thenCompose(options -> master.ask(id -> new Event.SubmitJob(id, call.body(), options)));
        replies.json(handedIn, to, (Answer answer) -> {
            Replies.accepted(answer);
            return Map.of(
                    "jobid", plan.id().hex(), "jobUrl", "/jobs/" + plan.id().hex());
        });
    }

    private void uploaded(Call call, Responder to) {
        String sha256 = call.parameter("sha256");
        replies.json(replies.work(() -> uploaded.find(sha256)), to, found -> found);
    }

    private static boolean isSaid(Call call, String name) {
        return call.queryValue(name).map(Boolean::parseBoolean).orElse(false);
    }

    private CompletableFuture<Set<String>> runningJobs() {
        return master.look(coordinator -> coordinator.cluster().jobs().stream()
                .filter(job -> !job.status().isGloballyTerminal())
                .map(job -> job.id().hex())
                .collect(Collectors.toSet()));
    }

    private StartOptions decided(JobPlan plan, StartOptions asked, boolean fresh, Set<String> running) {
        try {
            return guard.decide(plan, asked, fresh, running)
                    .orElseThrow(() -> new Refusal(404, guard.nothingLeft(plan).sentence()));
        } catch (HeddleException e) {
            throw new Refusal(
                    e.category() == FaultCategory.EXTERNAL ? 503 : 409,
                    e.problem().sentence());
        }
    }

    /** Answers when the job has ended, or after {@code waitMs} milliseconds with IN_PROGRESS. */
    private void result(Call call, Responder to) {
        JobId job = JobPath.id(call);
        long timeoutMs = Math.min(LONGEST_WAIT_MS, call.queryNumber("waitMs", 0));
        CompletableFuture<JobOutcome> ended = outcome(job)
                .thenCompose(known -> master.awaitEnd(job, timeoutMs))
                .thenCompose(status -> outcome(job));
        replies.with(ended, to, outcome -> {
            to.json(200, result(job, outcome));
            if (outcome.status().isGloballyTerminal()) {
                resultFetched.complete(null);
            }
        });
    }

    private CompletableFuture<JobOutcome> outcome(JobId job) {
        return master.lookAtJobs(coordinator -> Optional.ofNullable(coordinator.outcome(job)))
                .thenApply(found -> found.orElseThrow(() -> new Refusal(404, "There is no job " + job + " here.")));
    }

    private static Map<String, Object> result(JobId job, JobOutcome outcome) {
        JobStatus status = outcome.status();
        if (!status.isGloballyTerminal()) {
            return Map.of("status", Map.of("id", "IN_PROGRESS"), "state", status.name());
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", job.hex());
        result.put(
                "application-status",
                switch (status) {
                    case FINISHED -> "SUCCEEDED";
                    case CANCELED -> "CANCELED";
                    default -> "FAILED";
                });
        result.put("net-runtime", outcome.runtimeMs());
        // Each accumulator is a list of the tasks' parts in base 64; the program that submitted the job merges them.
        result.put("accumulators", outcome.accumulators());
        if (outcome.failure() != null) {
            result.put(
                    "failure-cause",
                    Map.of(
                            "category", outcome.failure().category().name(),
                            "message", outcome.failure().message(),
                            "stack-trace", outcome.failure().stackTrace()));
        }
        return Map.of("status", Map.of("id", "COMPLETED"), "state", status.name(), "job-execution-result", result);
    }

    /** The next page of a collecting sink from {@code offset} on; taking it frees what lies before that offset. */
    private void collected(Call call, Responder to) {
        JobId job = JobPath.id(call);
        String sink = call.parameter("sinkid");
        int attempt = (int) call.queryNumber("attempt", -1);
        long offset = call.queryNumber("offset", 0);
        replies.json(master.ask(id -> new Event.FetchCollected(id, job, sink, attempt, offset)), to, Replies::accepted);
    }
}
