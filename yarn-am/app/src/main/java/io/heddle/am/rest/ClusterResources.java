package io.heddle.am.rest;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.Incident;
import io.heddle.coordinator.view.JobSummary;
import io.heddle.core.plan.JobId;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The application as a whole, and its end. */
final class ClusterResources {
    private final Master master;
    private final Replies replies;
    private final String version;

    ClusterResources(Master master, Replies replies, String version) {
        this.master = master;
        this.replies = replies;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/overview", this::overview),
                Route.get("/incidents", this::incidents),
                Route.get("/config", this::config),
                Route.get("/jobmanager/environment", this::config),
                Route.delete("/cluster", this::shutdown),
                Route.put("/cluster/shutdown", this::shutdown));
    }

    private void overview(Call call, Responder to) {
        replies.json(master.look(coordinator -> coordinator.cluster()), to, this::overview);
    }

    private Map<String, Object> overview(ClusterView cluster) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("taskmanagers", cluster.workers().size());
        json.put("slots-total", cluster.slotsTotal());
        json.put("slots-available", cluster.slotsFree());
        json.put("jobs-running", count(cluster, status -> !status.isGloballyTerminal()));
        json.put("jobs-finished", count(cluster, status -> status == JobStatus.FINISHED));
        json.put("jobs-cancelled", count(cluster, status -> status == JobStatus.CANCELED));
        json.put("jobs-failed", count(cluster, status -> status == JobStatus.FAILED));
        json.put("flink-version", version);
        json.put("heddle-version", version);
        json.put("epoch", cluster.epoch().toString());
        json.put("ready", cluster.ready());
        json.put("containers-pending", cluster.pendingContainers());
        json.put("containers-launching", cluster.launchingContainers());
        return json;
    }

    private static long count(ClusterView cluster, Predicate<JobStatus> of) {
        return cluster.jobs().stream().map(JobSummary::status).filter(of).count();
    }

    private void incidents(Call call, Responder to) {
        replies.json(master.look(coordinator -> coordinator.cluster().incidents()), to, ClusterResources::incidents);
    }

    static Map<String, Object> incidents(List<Incident> all) {
        return Map.of("incidents", all.stream().map(ClusterResources::incident).toList());
    }

    private static Map<String, Object> incident(Incident incident) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("timestamp", incident.wallMs());
        json.put("taskmanager-id", incident.worker());
        json.put("location", incident.host());
        json.put("category", incident.category().name());
        json.put("cause", incident.cause());
        json.put("verdict", incident.verdict().isEmpty() ? null : incident.verdict());
        json.put("jobs", incident.jobs().stream().map(JobId::hex).toList());
        return json;
    }

    private void config(Call call, Responder to) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("refresh-interval", 3000);
        json.put("flink-version", version);
        json.put("heddle-version", version);
        json.put("features", Map.of("web-submit", false, "web-cancel", true));
        to.json(200, json);
    }

    private void shutdown(Call call, Responder to) {
        replies.json(
                master.ask(id -> new Event.ShutdownCluster(
                        id, FinalStatus.SUCCEEDED, "The cluster was stopped by request.", true)),
                to,
                202,
                (Answer answer) -> {
                    Replies.accepted(answer);
                    return Map.of();
                });
    }
}
