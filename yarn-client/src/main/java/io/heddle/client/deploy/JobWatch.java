package io.heddle.client.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.MasterLine;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Follows one job until it runs or ends. */
public final class JobWatch {
    /**
     * How a job ended.
     *
     * @param applicationStatus SUCCEEDED, FAILED or CANCELED
     * @param netRuntimeMs from start to end
     * @param accumulators by name, as JSON gives them
     * @param failure the root cause, or empty
     * @param stackTrace of the failure, or empty
     */
    public record JobEnd(
            String jobId,
            String applicationStatus,
            long netRuntimeMs,
            Map<String, Object> accumulators,
            String failure,
            String stackTrace) {
        public boolean isSuccess() {
            return applicationStatus.equals("SUCCEEDED");
        }
    }

    private static final long POLL_MS = 200;
    private static final long LONG_POLL_MS = 5_000;

    private final MasterLine master;
    private final Cluster cluster;
    private final Terminal terminal;
    private final Pause pause;

    public JobWatch(MasterLine master, Cluster cluster, Terminal terminal, Pause pause) {
        this.master = master;
        this.cluster = cluster;
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Returns when all tasks run, or the job has ended; tells of workers meanwhile. */
    public void untilRunning(String jobId, long submittedAtMs) {
        String told = "";
        while (true) {
            Optional<JsonNode> job = master.find("/jobs/" + jobId);
            String state = job.map(node -> node.path("state").asText("")).orElse("");
            if (state.equals("RUNNING") && allTasksRun(job.orElseThrow())) {
                double seconds = (pause.clock().monotonicMs() - submittedAtMs) / 1000.0;
                terminal.say(String.format(Locale.ROOT, "RUNNING in %.1f s", seconds));
                return;
            }
            if (isFinal(state)) {
                return;
            }
            JsonNode overview = master.get("/overview");
            String line = overview.path("taskmanagers").asInt() + " workers, "
                    + overview.path("slots-total").asInt() + " slots, job "
                    + (state.isEmpty() ? "submitted" : state.toLowerCase(Locale.ROOT));
            terminal.progress(line);
            if (!line.equals(told) && !terminal.isInteractive()) {
                terminal.say(line);
            }
            told = line;
            pause.forMs(POLL_MS);
        }
    }

    /** The same for a job with an application of its own, which may have ended before it was ever seen. */
    public void untilRunningOrGone(String jobId, long submittedAtMs) {
        try {
            untilRunning(jobId, submittedAtMs);
        } catch (CommandFailure e) {
            if (fromApplication(jobId, 0).isEmpty()) {
                throw e;
            }
        }
    }

    private static boolean allTasksRun(JsonNode job) {
        int total = 0;
        int up = 0;
        for (JsonNode vertex : job.path("vertices")) {
            total += vertex.path("parallelism").asInt();
            up += vertex.path("tasks").path("RUNNING").asInt()
                    + vertex.path("tasks").path("FINISHED").asInt();
        }
        return total == 0 || up >= total || job.path("job-type").asText("").equals("BATCH");
    }

    private static boolean isFinal(String state) {
        return state.equals("FINISHED") || state.equals("FAILED") || state.equals("CANCELED");
    }

    /** Returns when the job has ended; also when its application ended first and only YARN knows how. */
    public JobEnd untilEnd(String jobId, boolean ownApplication) {
        long startMs = pause.clock().monotonicMs();
        while (true) {
            Optional<JsonNode> answer;
            try {
                answer = master.find("/jobs/" + jobId + "/execution-result?waitMs=" + LONG_POLL_MS);
            } catch (CommandFailure e) {
                Optional<JobEnd> end = ownApplication
                        ? fromApplication(jobId, pause.clock().monotonicMs() - startMs)
                        : Optional.empty();
                if (end.isPresent()) {
                    return end.get();
                }
                throw e;
            }
            if (answer.isEmpty() && !ownApplication) {
                throw new CommandFailure(ExitCode.NOT_FOUND, "There is no job " + jobId + " any more.", "", "");
            }
            JsonNode node = answer.orElse(null);
            if (node != null && node.path("status").path("id").asText().equals("COMPLETED")) {
                return end(jobId, node.path("job-execution-result"));
            }
            terminal.progress("job " + jobId + " "
                    + (node == null ? "" : node.path("state").asText("").toLowerCase(Locale.ROOT))
                    + String.format(Locale.ROOT, " (%d s)", (pause.clock().monotonicMs() - startMs) / 1000));
            if (node == null) {
                pause.forMs(POLL_MS);
            }
        }
    }

    private Optional<JobEnd> fromApplication(String jobId, long waitedMs) {
        return cluster.application(master.applicationId())
                .filter(view -> view.state().isFinal())
                .map(view -> new JobEnd(
                        jobId,
                        status(view),
                        waitedMs,
                        Map.of(),
                        view.diagnostics().strip(),
                        ""));
    }

    private static String status(ApplicationView view) {
        if (view.isSuccess()) {
            return "SUCCEEDED";
        }
        boolean killed =
                view.outcome() == ApplicationView.Outcome.KILLED || view.state() == ApplicationView.State.KILLED;
        return killed ? "CANCELED" : "FAILED";
    }

    private static JobEnd end(String jobId, JsonNode result) {
        Map<String, Object> accumulators = new TreeMap<>();
        result.path("accumulator-results")
                .properties()
                .forEach(entry -> accumulators.put(entry.getKey(), plain(entry.getValue())));
        JsonNode failure = result.path("failure-cause");
        return new JobEnd(
                jobId,
                result.path("application-status").asText("FAILED"),
                result.path("net-runtime").asLong(),
                accumulators,
                failure.path("message").asText(""),
                failure.path("stack-trace").asText(""));
    }

    private static Object plain(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
