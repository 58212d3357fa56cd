package io.heddle.client.submission;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import java.util.Locale;

/** Watches an application come up, and says what it waits for in YARN's own words. */
public final class ApplicationWait {
    private static final long SHORTEST_POLL_MS = 100;
    private static final long LONGEST_POLL_MS = 1000;
    /** While it may come any moment, and a person waits for it, a question that costs YARN nothing is asked more often. */
    private static final long EAGER_FOR_MS = 10_000;

    private static final long LONGEST_EAGER_POLL_MS = 200;
    private static final long REASON_AFTER_MS = 3000;

    private final Cluster cluster;
    private final Terminal terminal;
    private final Pause pause;

    public ApplicationWait(Cluster cluster, Terminal terminal, Pause pause) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Returns when YARN has accepted the application into its queue. */
    public ApplicationView untilAccepted(String applicationId) {
        return until(applicationId, ApplicationView.State.ACCEPTED);
    }

    /** Returns when the master runs, or has already ended well; an early end otherwise ends the command. */
    public ApplicationView untilRunning(String applicationId) {
        return until(applicationId, ApplicationView.State.RUNNING);
    }

    private ApplicationView until(String applicationId, ApplicationView.State wanted) {
        long startMs = pause.clock().monotonicMs();
        long pollMs = SHORTEST_POLL_MS;
        String told = "";
        while (true) {
            ApplicationView view = cluster.application(applicationId)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.NOT_FOUND, "YARN does not know " + applicationId + " any more.", "", ""));
            boolean reached = view.state().compareTo(wanted) >= 0
                    && (!view.state().isFinal() || view.state() == ApplicationView.State.FINISHED);
            if (reached
                    && (wanted != ApplicationView.State.RUNNING
                            || view.port() > 0
                            || view.state().isFinal())) {
                return view;
            }
            if (view.state().isFinal()) {
                throw new CommandFailure(
                        codeOf(view),
                        Submitter.endedEarly(applicationId, view.state().name(), view.diagnostics()),
                        null);
            }
            long waitedMs = pause.clock().monotonicMs() - startMs;
            told = tell(view, waitedMs, told);
            pause.forMs(pollMs);
            long longestMs = waitedMs < EAGER_FOR_MS ? LONGEST_EAGER_POLL_MS : LONGEST_POLL_MS;
            pollMs = Math.min(longestMs, pollMs + pollMs / 4);
        }
    }

    private static ExitCode codeOf(ApplicationView ended) {
        if (ended.state() == ApplicationView.State.KILLED) {
            return ExitCode.CANCELLED;
        }
        return refusedByQueue(ended) ? ExitCode.REFUSED_BY_QUEUE : ExitCode.JOB_FAILED;
    }

    private static boolean refusedByQueue(ApplicationView view) {
        String text = view.diagnostics().toLowerCase(Locale.ROOT);
        return view.attempt().isEmpty() && (text.contains("queue") || text.contains("quota"));
    }

    private String tell(ApplicationView view, long waitedMs, String told) {
        String reason = reason(view.diagnostics());
        String state = view.state().name().toLowerCase(Locale.ROOT)
                + (view.queue().isEmpty() ? "" : " in " + view.queue())
                + (reason.isEmpty() ? "" : ": " + reason);
        terminal.progress(state + String.format(Locale.ROOT, " (%.1f s)", waitedMs / 1000.0));
        if (waitedMs >= REASON_AFTER_MS && !state.equals(told)) {
            terminal.say(state);
            return state;
        }
        return told;
    }

    /** YARN's diagnostics of a waiting application without its time stamp and its list of numbers. */
    static String reason(String diagnostics) {
        String text = diagnostics.strip().replaceFirst("^\\[[^\\]]*\\]\\s*", "");
        int details = text.indexOf("Details :");
        return (details > 0 ? text.substring(0, details) : text)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
