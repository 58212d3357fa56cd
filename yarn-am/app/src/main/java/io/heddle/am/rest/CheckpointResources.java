package io.heddle.am.rest;

import io.heddle.coordinator.view.CheckpointsView;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Looking at a job's checkpoints. */
final class CheckpointResources {
    private final Master master;
    private final Replies replies;
    private final JobPages pages;
    private final Configuration cluster;

    /** @param cluster the application's configuration, over which a job's own values go */
    CheckpointResources(Master master, Replies replies, JobPages pages, Configuration cluster) {
        this.master = master;
        this.replies = replies;
        this.pages = pages;
        this.cluster = cluster;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/jobs/:jobid/checkpoints",
                        (call, to) -> pages.answer(call, to, job -> CheckpointJson.all(job.checkpoints()))),
                Route.get("/jobs/:jobid/checkpoints/config", (call, to) -> view(call, to, this::config)),
                Route.get(
                        "/jobs/:jobid/checkpoints/details/:checkpointid",
                        (call, to) -> view(call, to, job -> details(call, job.checkpoints()))));
    }

    private void view(Call call, Responder to, Function<JobView, Object> shape) {
        replies.json(JobPath.view(master, call), to, shape);
    }

    private static Object details(Call call, CheckpointsView checkpoints) {
        String id = call.parameter("checkpointid");
        return checkpoints.history().stream()
                .filter(each -> Long.toString(each.id()).equals(id))
                .findFirst()
                .map(CheckpointJson::one)
                .orElseThrow(() -> new Refusal(
                        404, "Checkpoint " + id + " is not among the last ones that this master remembers."));
    }

    private Object config(JobView job) {
        Configuration values = cluster.overriddenBy(Configuration.of(job.plan().properties(), Origin.PROGRAM));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", values.get(StateSettings.CHECKPOINT_MODE).name().toLowerCase(Locale.ROOT));
        json.put("interval", job.checkpoints().intervalMs());
        json.put("timeout", values.get(StateSettings.CHECKPOINT_TIMEOUT).toMillis());
        json.put("min_pause", values.get(StateSettings.MIN_PAUSE).toMillis());
        json.put("max_concurrent", values.get(StateSettings.MAX_CONCURRENT_CHECKPOINTS));
        StateSettings.Retention retention = values.get(StateSettings.RETENTION);
        json.put(
                "externalization",
                Map.of(
                        "enabled", retention != StateSettings.Retention.NO_EXTERNALIZED_CHECKPOINTS,
                        "delete_on_cancellation", retention != StateSettings.Retention.RETAIN_ON_CANCELLATION));
        json.put("state_backend", values.get(StateSettings.BACKEND).name().toLowerCase(Locale.ROOT));
        json.put(
                "checkpoint_storage",
                values.find(StateSettings.CHECKPOINT_DIRECTORY).orElse(""));
        json.put("unaligned_checkpoints", values.get(StateSettings.UNALIGNED));
        json.put(
                "aligned_checkpoint_timeout",
                values.get(StateSettings.ALIGNED_TIMEOUT).toMillis());
        json.put(
                "tolerable_failed_checkpoints",
                values.explicit(StateSettings.TOLERABLE_FAILED_CHECKPOINTS).orElse(0));
        json.put("checkpoints_after_tasks_finish", values.get(StateSettings.CHECKPOINT_AFTER_FINISH));
        return json;
    }
}
