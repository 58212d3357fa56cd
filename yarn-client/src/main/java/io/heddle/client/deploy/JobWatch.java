package io.heddle.client.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.JobStates;
import io.heddle.client.session.MasterLine;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
     * @param accumulators by name, the parts of its tasks
     * @param failure the root cause, or empty
     * @param stackTrace of the failure, or empty
     */
    public record JobEnd(
            String jobId,
            String applicationStatus,
            long netRuntimeMs,
            Map<String, List<byte[]>> accumulators,
            String failure,
            String stackTrace) {
        public boolean isSuccess() {
            return applicationStatus.equals("SUCCEEDED");
        }
    }

    /** While it may run any moment, and a person waits for it. */
    private static final long SHORTEST_POLL_MS = 20;

    private static final long EAGER_FOR_MS = 1_000;
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
        long pollMs = SHORTEST_POLL_MS;
        long beganMs = pause.clock().monotonicMs();
        while (true) {
            Optional<JsonNode> job = master.find("/jobs/" + jobId);
            String state = job.map(node -> node.path("state").asText("")).orElse("");
            if (state.equals("RUNNING") && allTasksRun(job.orElseThrow())) {
                double seconds = (pause.clock().monotonicMs() - submittedAtMs) / 1000.0;
                terminal.say(String.format(Locale.ROOT, "RUNNING in %.1f s", seconds));
                return;
            }
            if (JobStates.hasEnded(state)) {
                return;
            }
            pause.forMs(pollMs);
            if (pause.clock().monotonicMs() - beganMs < EAGER_FOR_MS) {
                continue;
            }
            if (pollMs < POLL_MS) {
                pollMs = Math.min(POLL_MS, pollMs + pollMs / 4);
                continue;
            }
            JsonNode overview = master.get("/overview");
            String line = overview.path("taskmanagers").asInt() + " workers, "
                    + overview.path("slots-total").asInt() + " slots"
                    + job.map(JobWatch::slotsNeeded).orElse("") + ", job "
                    + (state.isEmpty() ? "submitted" : state.toLowerCase(Locale.ROOT));
            terminal.progress(line);
            if (!line.equals(told) && !terminal.isInteractive()) {
                terminal.say(line);
            }
            told = line;
        }
    }

    /** The same for a job with an application of its own, which may have ended before it was ever seen. */
    public void untilRunningOrGone(String jobId, long submittedAtMs) {
        try {
            untilRunning(jobId, submittedAtMs);
        } catch (CommandFailure e) {
            if (fromApplication(jobId, true, 0).isEmpty()) {
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

    /** As many as the widest vertex has subtasks, as long as all share their slots. */
    private static String slotsNeeded(JsonNode job) {
        int widest = 0;
        for (JsonNode vertex : job.path("vertices")) {
            widest = Math.max(widest, vertex.path("parallelism").asInt());
        }
        return widest == 0 ? "" : " of " + widest;
    }

    /** Returns when the job has ended; also when its application ended first and only YARN knows how. */
    public JobEnd untilEnd(String jobId, boolean ownApplication) {
        long startMs = pause.clock().monotonicMs();
        while (true) {
            Optional<JsonNode> answer;
            try {
                answer = master.find("/jobs/" + jobId + "/execution-result?waitMs=" + LONG_POLL_MS);
            } catch (CommandFailure e) {
                Optional<JobEnd> ended =
                        fromApplication(jobId, ownApplication, pause.clock().monotonicMs() - startMs);
                if (ended.isPresent()) {
                    return ended.get();
                }
                if (e.exitCode() != ExitCode.UNREACHABLE || applicationIsUnknown()) {
                    throw e;
                }
                // The application lives: YARN will give it a master again, and the job runs meanwhile.
                terminal.warn(e.problem().sentence());
                continue;
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

    /** Reads a resource of a job that runs, however long its application is without a master. */
    public JsonNode untilAnswered(String path) {
        while (true) {
            try {
                return master.get(path);
            } catch (CommandFailure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE || applicationIsUnknown()) {
                    throw e;
                }
                terminal.warn(e.problem().sentence());
            }
        }
    }

    private boolean applicationIsUnknown() {
        return cluster.application(master.applicationId()).isEmpty();
    }

    /** The end of a job that has ended, without waiting. */
    public Optional<JobEnd> endIfEnded(String jobId) {
        return master.find("/jobs/" + jobId + "/execution-result")
                .filter(answer -> answer.path("status").path("id").asText().equals("COMPLETED"))
                .map(answer -> end(jobId, answer.path("job-execution-result")));
    }

    /** How it ended as far as the end of its application tells; empty while that runs. */
    private Optional<JobEnd> fromApplication(String jobId, boolean ownApplication, long waitedMs) {
        return cluster.application(master.applicationId())
                .filter(view -> view.state().isFinal())
                .map(view -> new JobEnd(
                        jobId,
                        ownApplication ? status(view) : statusInSession(view),
                        waitedMs,
                        Map.of(),
                        ("The application " + view.id() + " has ended (" + view.state() + ", " + view.outcome() + "). "
                                        + view.diagnostics())
                                .strip(),
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

    /** A session that was stopped cancelled what still ran in it. */
    private static String statusInSession(ApplicationView view) {
        return view.isSuccess() ? "CANCELED" : status(view);
    }

    private static JobEnd end(String jobId, JsonNode result) {
        Map<String, List<byte[]>> accumulators = new TreeMap<>();
        result.path("accumulators")
                .properties()
                .forEach(entry -> accumulators.put(entry.getKey(), parts(entry.getValue())));
        JsonNode failure = result.path("failure-cause");
        return new JobEnd(
                jobId,
                result.path("application-status").asText("FAILED"),
                result.path("net-runtime").asLong(),
                accumulators,
                failure.path("message").asText(""),
                failure.path("stack-trace").asText(""));
    }

    private static List<byte[]> parts(JsonNode encoded) {
        List<byte[]> parts = new ArrayList<>();
        encoded.forEach(part -> parts.add(Base64.getDecoder().decode(part.asText())));
        return parts;
    }
}
