package io.heddle.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.transport.http.Verb;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Savepoints of running jobs: asks the master for one and waits until it is durable. */
public final class Snapshots {
    private static final long POLL_MS = 200;

    private final MasterLine master;
    private final Terminal terminal;
    private final Pause pause;

    public Snapshots(MasterLine master, Terminal terminal, Pause pause) {
        this.master = master;
        this.terminal = terminal;
        this.pause = pause;
    }

    /**
     * Takes a savepoint; its path.
     *
     * @param directory parent of the savepoint; empty for the configured one
     * @param format CANONICAL or NATIVE
     * @param cancel whether the job is cancelled as soon as the savepoint is durable
     */
    public String savepoint(String jobId, Optional<String> directory, String format, boolean cancel) {
        Map<String, Object> body = new LinkedHashMap<>();
        directory.ifPresent(path -> body.put("target-directory", path));
        body.put("formatType", format);
        body.put("cancel-job", cancel);
        return outcome(jobId, master.send(Verb.PUT, "/jobs/" + jobId + "/savepoints", body));
    }

    /**
     * Stops the sources, takes a last savepoint and ends the job; the savepoint's path.
     *
     * @param drain whether all windows fire before
     * @param format CANONICAL or NATIVE
     */
    public String stop(String jobId, Optional<String> directory, boolean drain, String format) {
        Map<String, Object> body = new LinkedHashMap<>();
        directory.ifPresent(path -> body.put("targetDirectory", path));
        body.put("drain", drain);
        body.put("formatType", format);
        return outcome(jobId, master.send(Verb.PUT, "/jobs/" + jobId + "/stop", body));
    }

    private String outcome(String jobId, JsonNode accepted) {
        String request = accepted.path("request-id").asText();
        long startMs = pause.clock().monotonicMs();
        while (true) {
            JsonNode answer = master.find("/jobs/" + jobId + "/savepoints/" + request)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNREACHABLE,
                            "The outcome of the savepoint is not known.",
                            "The master was replaced while the job " + jobId + " took it.",
                            "Look into its directory with 'heddle checkpoints list DIR', or take another one."));
            if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                return location(jobId, answer.path("operation"));
            }
            terminal.progress("savepoint of " + jobId + " (" + (pause.clock().monotonicMs() - startMs) / 1000 + " s)");
            pause.forMs(POLL_MS);
        }
    }

    private static String location(String jobId, JsonNode operation) {
        JsonNode failure = operation.path("failure-cause");
        if (!failure.isMissingNode()) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    "The job " + jobId + " took no savepoint.",
                    failure.path("message").asText(""),
                    "The job goes on unless 'heddle list' says otherwise.");
        }
        return operation.path("location").asText();
    }
}
