package io.heddle.client.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together what is known of a job's end, or of what it waits for. */
public final class JobDiagnosis {
    private JobDiagnosis() {}

    /**
     * The verdict on a job.
     *
     * @param where the application, for the evidence
     */
    public static Verdict of(String jobId, String where, Records records) {
        String state =
                records.page("/jobs/" + jobId).orElseThrow().path("state").asText();
        List<String> evidence = new ArrayList<>();
        evidence.add("job " + jobId + " is " + state + (where.isEmpty() ? "" : " in " + where));
        records.page("/jobs/" + jobId + "/epochs")
                .ifPresent(page -> page.path("starts").forEach(start -> evidence.add(began(start))));
        List<JsonNode> failures = new ArrayList<>();
        records.page("/jobs/" + jobId + "/exceptions")
                .ifPresent(page -> page.path("exceptionHistory").path("entries").forEach(failures::add));
        failures.forEach(failure -> evidence.add(line(failure)));
        records.page("/jobs/" + jobId + "/late").ifPresent(page -> evidence.addAll(LateLines.of(page)));
        Losses.in(records).stream()
                .filter(loss -> Losses.hit(loss, jobId))
                .forEach(loss -> evidence.add(Losses.line(loss)));
        return switch (state) {
            case "FINISHED" -> new Verdict("It finished.", Verdict.Blame.NOBODY, evidence, "");
            case "CANCELED" ->
                new Verdict(
                        "It was cancelled by a user, or with its application.", Verdict.Blame.OPERATOR, evidence, "");
            case "RUNNING" ->
                new Verdict(
                        failures.isEmpty()
                                ? "It has not ended; it runs."
                                : "It has not ended; it runs again after " + failures.size() + " failures, the last: "
                                        + failures.get(0).path("exceptionName").asText(),
                        Verdict.Blame.NOBODY,
                        evidence,
                        "");
            case "CREATED", "INITIALIZING" ->
                new Verdict(
                        "It has not begun; it waits for slots.",
                        Verdict.Blame.SCHEDULER,
                        evidence,
                        "'yarn-session.sh -q' shows how full the cluster is.");
            default ->
                failures.isEmpty()
                        ? new Verdict(
                                "It is " + state.toLowerCase(Locale.ROOT) + ".", Verdict.Blame.UNKNOWN, evidence, "")
                        : ofFailure(failures.get(0), records, evidence, state.equals("FAILED"));
        };
    }

    private static String began(JsonNode start) {
        return Instant.ofEpochMilli(start.path("timestamp").asLong()) + ": "
                + start.path("origin").path("text").asText() + " under the master of epoch "
                + start.path("epoch").asText();
    }

    private static String line(JsonNode failure) {
        String task = failure.path("taskName").asText("");
        String location = failure.path("endpoint").asText("");
        return (task.isEmpty() ? "failure" : task)
                + (location.isEmpty() ? "" : " at " + location)
                + ": " + Losses.shortened(failure.path("exceptionName").asText());
    }

    private static Verdict ofFailure(JsonNode failure, Records records, List<String> evidence, boolean over) {
        String message = failure.path("exceptionName").asText();
        Optional<Verdict> loss = Losses.in(records).stream()
                .filter(each -> message.contains(each.path("taskmanager-id").asText()))
                .findFirst()
                .map(Losses::verdict);
        if (loss.isPresent()) {
            List<String> all = new ArrayList<>(evidence);
            all.addAll(loss.get().evidence());
            return new Verdict(
                    (over ? "A worker was lost and no restart was left. " : "It restarts after the loss of a worker. ")
                            + loss.get().cause(),
                    loss.get().attributedTo(),
                    all,
                    loss.get().mend());
        }
        return Failures.verdict(failure.path("category").asText(), message, evidence, frame(failure));
    }

    /** Where in the user's code it was thrown, or empty. */
    private static String frame(JsonNode failure) {
        return failure.path("stacktrace")
                .asText("")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at user-code//"))
                .findFirst()
                .map(line -> line.substring("at user-code//".length()))
                .orElse("");
    }
}
