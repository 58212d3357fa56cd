package io.heddle.client.why;

import java.util.ArrayList;
import java.util.List;

/** What a failure's category means for whoever must act. */
final class Failures {
    private Failures() {}

    /**
     * The verdict on a failure.
     *
     * @param category a name of {@link io.heddle.core.fault.FaultCategory}
     * @param frame where in the user's code it was thrown, or empty
     */
    static Verdict verdict(String category, String message, List<String> evidence, String frame) {
        List<String> all = new ArrayList<>(evidence);
        if (!frame.isEmpty()) {
            all.add("thrown at " + frame);
        }
        if (message.startsWith("NoResourceAvailable")) {
            return new Verdict(
                    message,
                    Verdict.Blame.SCHEDULER,
                    all,
                    "Give the queue more room, lower the parallelism, or raise slot.request.timeout.");
        }
        if (message.contains("java.lang.OutOfMemoryError")) {
            return new Verdict(
                    message,
                    Verdict.Blame.MEMORY,
                    all,
                    "A larger container (-tm, -ytm), fewer slots in it, or keyed state in RocksDB"
                            + " (state.backend.type: rocksdb).");
        }
        return switch (category) {
            case "USER" ->
                new Verdict(
                        message,
                        Verdict.Blame.USER_CODE,
                        all,
                        frame.isEmpty() ? "Mend the program or its input." : "Mend the program at " + frame + ".");
            case "CONFIGURATION" -> new Verdict(message, Verdict.Blame.USER_CODE, all, "Mend the configuration.");
            case "RESOURCES" ->
                new Verdict(
                        message,
                        Verdict.Blame.SCHEDULER,
                        all,
                        "'yarn-session.sh -q' shows how full the cluster is; larger containers: -tm, -ytm.");
            case "LOST_PEER" ->
                new Verdict(message, Verdict.Blame.NODE, all, "Look at the log of the process that was lost.");
            case "EXTERNAL" ->
                new Verdict(message, Verdict.Blame.EXTERNAL, all, "Look at the system that the message names.");
            case "ENGINE" ->
                new Verdict(message, Verdict.Blame.HEDDLE, all, "Please report it with the logs of the application.");
            default -> new Verdict(message, Verdict.Blame.UNKNOWN, all, "");
        };
    }
}
