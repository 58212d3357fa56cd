package io.heddle.am.rest;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.view.WorkerView;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.QueryKind;
import io.heddle.core.control.WorkerId;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers, under the name that tools know them by. */
final class WorkerResources {
    private static final int LOG_PAGE_BYTES = 4 << 20;
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final String JSON = "application/json; charset=UTF-8";

    private final Master master;
    private final Replies replies;
    private final Clock clock;

    WorkerResources(Master master, Replies replies, Clock clock) {
        this.master = master;
        this.replies = replies;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/taskmanagers", this::list),
                Route.get("/taskmanagers/metrics", this::together),
                Route.get("/taskmanagers/:taskmanagerid", this::one),
                Route.get(
                        "/taskmanagers/:taskmanagerid/metrics",
                        (call, to) -> ask(call, to, QueryKind.METRICS, "", JSON)),
                Route.get(
                        "/taskmanagers/:taskmanagerid/logs", (call, to) -> ask(call, to, QueryKind.LOG_LIST, "", JSON)),
                Route.get(
                        "/taskmanagers/:taskmanagerid/logs/:name",
                        (call, to) -> ask(call, to, QueryKind.LOG_READ, call.parameter("name"), TEXT)),
                Route.get(
                        "/taskmanagers/:taskmanagerid/log",
                        (call, to) -> ask(call, to, QueryKind.LOG_READ, ContainerNames.WORKER_LOG + ".log", TEXT)),
                Route.get(
                        "/taskmanagers/:taskmanagerid/stdout",
                        (call, to) -> ask(call, to, QueryKind.LOG_READ, ContainerNames.WORKER_LOG + ".out", TEXT)),
                Route.get(
                        "/taskmanagers/:taskmanagerid/thread-dump",
                        (call, to) -> ask(call, to, QueryKind.THREAD_DUMP, "", JSON)));
    }

    private void list(Call call, Responder to) {
        replies.json(
                master.look(coordinator -> coordinator.cluster().workers()),
                to,
                workers -> Map.of(
                        "taskmanagers",
                        workers.stream()
                                .map(worker -> json(worker, clock.wallMs()))
                                .toList()));
    }

    private void one(Call call, Responder to) {
        String id = call.parameter("taskmanagerid");
        replies.json(
                master.look(coordinator -> coordinator.cluster().workers()),
                to,
                workers -> workers.stream()
                        .filter(worker -> worker.address().worker().value().equals(id))
                        .findFirst()
                        .map(worker -> json(worker, clock.wallMs()))
                        .orElseThrow(() -> new Refusal(404, "There is no worker " + id + ".")));
    }

    private void together(Call call, Responder to) {
        replies.json(
                master.look(coordinator -> coordinator.cluster().workers()),
                to,
                workers -> MetricsJson.together(
                        call,
                        workers.stream()
                                .map(worker -> MetricsJson.worker(worker.memory()))
                                .toList()));
    }

    private static Map<String, Object> json(WorkerView worker, long nowMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", worker.address().worker().value());
        json.put("path", worker.address().host() + ":" + worker.address().port());
        json.put("host", worker.facts().host());
        json.put("dataPort", worker.address().port());
        json.put("timeSinceLastHeartbeat", worker.lastHeardMs());
        json.put("connected", worker.connected());
        json.put("registered", worker.registeredMs());
        json.put("heardAgo", nowMs - worker.lastHeardMs());
        json.put("slotsNumber", worker.slots());
        json.put("freeSlots", worker.freeSlots());
        json.put(
                "hardware",
                Map.of(
                        "cpuCores", worker.facts().cores(),
                        "physicalMemory", worker.facts().containerMemoryBytes()));
        json.put("version", worker.facts().version());
        json.put("pid", worker.facts().pid());
        json.put("metrics", memory(worker.memory()));
        return json;
    }

    private static Map<String, Object> memory(@Nullable MemorySample sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (sample != null) {
            json.put("rss", sample.rss());
            json.put("heapUsed", sample.heapUsed());
            json.put("heapMax", sample.heapMax());
            json.put("directUsed", sample.direct());
            json.put("metaspaceUsed", sample.metaspace());
            json.put("managedUsed", sample.managedUsed());
            json.put("threads", sample.threads());
            json.put("sampled", sample.wallMs());
        }
        return json;
    }

    private void ask(Call call, Responder to, QueryKind kind, String argument, String contentType) {
        WorkerId worker = new WorkerId(call.parameter("taskmanagerid"));
        long offset = call.queryNumber("offset", -1);
        int length = (int) Math.min(LOG_PAGE_BYTES, call.queryNumber("length", LOG_PAGE_BYTES));
        replies.with(
                master.ask(id -> new Event.QueryWorker(id, worker, kind, argument, offset, length)), to, answer -> {
                    if (Replies.accepted(answer) instanceof Answer.WorkerReply reply) {
                        if (reply.failure() == null) {
                            to.bytes(200, contentType, reply.content());
                        } else {
                            to.error(500, reply.failure().message());
                        }
                    }
                });
    }
}
