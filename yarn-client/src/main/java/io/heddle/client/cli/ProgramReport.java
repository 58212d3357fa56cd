package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run says on standard output: the lines users know, or one line of JSON per job. */
record ProgramReport(Terminal terminal, boolean json) {
    /** A line users know; it belongs to the result, unless that is wanted as JSON. */
    void announce(String line) {
        if (json) {
            terminal.say(line);
        } else {
            terminal.result(line);
        }
    }

    void starting() {
        announce("Starting execution of program");
    }

    /**
     * A job as JSON.
     *
     * @param applicationId null for a job of this process
     * @param runtimeMs negative as long as it has none
     */
    void asJson(@Nullable String applicationId, String jobId, String name, String status, long runtimeMs) {
        if (!json) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        if (applicationId != null) {
            fields.put("applicationId", applicationId);
        }
        fields.put("jobId", jobId);
        fields.put("name", name);
        fields.put("status", status);
        if (runtimeMs >= 0) {
            fields.put("runtimeMs", runtimeMs);
        }
        terminal.result(JsonLines.of(fields));
    }

    void finished(String jobId, long runtimeMs, Map<String, Object> accumulators) {
        announce("Program execution finished");
        announce("Job with JobID " + jobId + " has finished.");
        announce("Job Runtime: " + runtimeMs + " ms");
        if (!accumulators.isEmpty()) {
            announce("Accumulator Results:");
            accumulators.forEach((name, value) -> announce("- " + name + ": " + value));
        }
    }

    /** The failure of a program that built nothing, or never asked for its execution. */
    static CommandFailure noJob(String mainClass) {
        return new CommandFailure(
                ExitCode.REFUSED_BY_CHECK,
                "The program ran, but submitted no job.",
                "Its main method (" + mainClass + ") never called execute() on the environment.",
                "End main with env.execute(\"name\").");
    }
}
