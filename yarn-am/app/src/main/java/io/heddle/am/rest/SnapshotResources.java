package io.heddle.am.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.plan.JobId;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Savepoints and stopping. What is started is answered at once with a request id, under which its outcome is asked for; each
 * action exists by POST, as tools know it, and by PUT, which passes YARN's proxy.
 */
final class SnapshotResources {
    private static final int REMEMBERED = 1000;

    private final Master master;
    private final Replies replies;
    private final ConcurrentHashMap<String, CompletableFuture<Answer>> triggered = new ConcurrentHashMap<>();
    private final AtomicLong lastTrigger = new AtomicLong();

    SnapshotResources(Master master, Replies replies) {
        this.master = master;
        this.replies = replies;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/jobs/:jobid/savepoints", this::savepoint),
                Route.put("/jobs/:jobid/savepoints", this::savepoint),
                Route.get("/jobs/:jobid/savepoints/:triggerid", this::outcome),
                Route.post("/jobs/:jobid/stop", this::stop),
                Route.put("/jobs/:jobid/stop", this::stop),
                Route.post("/jobs/:jobid/checkpoints", this::checkpoint),
                Route.put("/jobs/:jobid/checkpoints", this::checkpoint),
                Route.get("/jobs/:jobid/checkpoints/status/:triggerid", this::outcome));
    }

    private void savepoint(Call call, Responder to) {
        JobId job = JobPath.id(call);
        JsonNode body = call.json();
        CheckpointKind kind = isNative(body) ? CheckpointKind.SAVEPOINT_NATIVE : CheckpointKind.SAVEPOINT_CANONICAL;
        boolean cancel = body.path("cancel-job").asBoolean(false);
        start(to, id -> new Event.TriggerSavepoint(id, job, kind, text(body, "target-directory"), cancel));
    }

    private void stop(Call call, Responder to) {
        JobId job = JobPath.id(call);
        JsonNode body = call.json();
        CheckpointKind kind = CheckpointKind.stop(body.path("drain").asBoolean(false), isNative(body));
        start(to, id -> new Event.StopJob(id, job, kind, text(body, "targetDirectory")));
    }

    private static boolean isNative(JsonNode body) {
        return switch (body.path("formatType").asText("CANONICAL")) {
            case "CANONICAL" -> false;
            case "NATIVE" -> true;
            default -> throw new Refusal(400, "formatType must be CANONICAL or NATIVE.");
        };
    }

    private void checkpoint(Call call, Responder to) {
        JobId job = JobPath.id(call);
        start(to, id -> new Event.TriggerCheckpointNow(id, job));
    }

    private static @Nullable String text(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.get(field).asText() : null;
    }

    private void start(Responder to, LongFunction<Event> event) {
        if (triggered.size() >= REMEMBERED) {
            triggered.values().removeIf(CompletableFuture::isDone);
        }
        String trigger = String.format("%032x", lastTrigger.incrementAndGet());
        triggered.put(trigger, master.ask(event));
        to.json(202, Map.of("request-id", trigger));
    }

    private void outcome(Call call, Responder to) {
        CompletableFuture<Answer> answer = triggered.get(call.parameter("triggerid"));
        if (answer == null) {
            throw new Refusal(404, "There is no request " + call.parameter("triggerid") + " of this attempt.");
        }
        if (!answer.isDone()) {
            to.json(200, Map.of("status", Map.of("id", "IN_PROGRESS")));
            return;
        }
        replies.json(answer, to, SnapshotResources::completed);
    }

    private static Object completed(Answer answer) {
        Map<String, Object> operation;
        if (answer instanceof Answer.SnapshotDone done) {
            operation = Map.of("location", done.path(), "checkpointId", done.checkpointId());
        } else if (answer instanceof Answer.SnapshotFailed failed) {
            operation = failure(failed.failure().message(), failed.failure().stackTrace());
        } else if (answer instanceof Answer.Refused refused) {
            operation = failure(refused.problem().sentence(), "");
        } else {
            operation = Map.of();
        }
        return Map.of("status", Map.of("id", "COMPLETED"), "operation", operation);
    }

    private static Map<String, Object> failure(String message, String stackTrace) {
        return Map.of("failure-cause", Map.of("class", message, "message", message, "stack-trace", stackTrace));
    }
}
