package io.heddle.client.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lost workers, as the master wrote them down. */
final class Losses {
    private static final Pattern STATUS = Pattern.compile("exit status (-?\\d+)");
    private static final int MOST_CHARS = 600;
    /** What YARN says of a container that its master has released: the master's reason is the better one. */
    private static final int STOPPED_BY_MASTER = -105;

    private Losses() {}

    /** The losses, newest first. */
    static List<JsonNode> in(Records records) {
        return records.list("/incidents", "incidents");
    }

    static Optional<JsonNode> of(String container, Records records) {
        return in(records).stream()
                .filter(loss -> loss.path("taskmanager-id").asText().equals(container))
                .findFirst();
    }

    static boolean hit(JsonNode loss, String jobId) {
        for (JsonNode job : loss.path("jobs")) {
            if (job.asText().equals(jobId)) {
                return true;
            }
        }
        return false;
    }

    /** One line about a loss. */
    static String line(JsonNode loss) {
        return "lost " + loss.path("taskmanager-id").asText() + " on "
                + loss.path("location").asText() + ": " + verdict(loss).cause();
    }

    /** Why the worker was lost: by the status of its container if that is known. */
    static Verdict verdict(JsonNode loss) {
        String cause = loss.path("cause").asText();
        String yarn = loss.path("verdict").asText("");
        List<String> evidence = new ArrayList<>();
        evidence.add("the master: " + shortened(cause));
        if (!yarn.isBlank()) {
            evidence.add("YARN: " + shortened(yarn));
        }
        Optional<Integer> status = status(yarn).or(() -> status(cause));
        if (status.isPresent() && status.get() != STOPPED_BY_MASTER) {
            Verdict known = ExitStatuses.verdict(status.get(), yarn.isBlank() ? cause : yarn);
            return new Verdict(known.cause(), known.attributedTo(), evidence, known.mend());
        }
        return status.isPresent()
                ? new Verdict(
                        "The master gave it up and stopped it: it was not heard of any more.",
                        Verdict.Blame.NODE,
                        evidence,
                        "Look at the node and at the worker's log; heartbeat.timeout is how long the master waits.")
                : new Verdict(
                        "The master gave it up; YARN has not said how its container ended, or that it did.",
                        Verdict.Blame.UNKNOWN,
                        evidence,
                        "Ask again in a moment. If nothing more comes, look at the node and at the worker's log.");
    }

    private static Optional<Integer> status(String text) {
        Matcher found = STATUS.matcher(text);
        return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
    }

    /** Without the NodeManager's list of processes, and no longer than can be read. */
    static String shortened(String text) {
        int dump = text.indexOf("Dump of the process-tree");
        String head = (dump < 0 ? text : text.substring(0, dump)).strip();
        return head.length() <= MOST_CHARS ? head : head.substring(0, MOST_CHARS) + " ...";
    }
}
