package io.heddle.client.cluster;

import java.util.Set;

/**
 * An application as the ResourceManager reports it.
 *
 * @param id {@code application_<timestamp>_<number>}
 * @param state as far as it has come
 * @param outcome how it ended; UNDEFINED before the end
 * @param diagnostics what YARN says about it: why it waits, or why it failed
 * @param host of the master, or empty
 * @param port of the master's REST interface, or -1
 * @param trackingUrl the web pages through YARN's proxy
 * @param attempt id of the current attempt, or empty
 */
public record ApplicationView(
        String id,
        String name,
        String type,
        String user,
        String queue,
        State state,
        Outcome outcome,
        String diagnostics,
        String host,
        int port,
        String trackingUrl,
        String attempt,
        long startedAtMs,
        long finishedAtMs,
        Set<String> tags) {
    /** YARN's states of an application. */
    public enum State {
        NEW,
        NEW_SAVING,
        SUBMITTED,
        ACCEPTED,
        RUNNING,
        FINISHED,
        FAILED,
        KILLED;

        public boolean isFinal() {
            return this == FINISHED || this == FAILED || this == KILLED;
        }
    }

    /** What an ended application told YARN. */
    public enum Outcome {
        UNDEFINED,
        SUCCEEDED,
        FAILED,
        KILLED
    }

    /** Whether a master of it may know of jobs: it runs, or the next one is on its way. */
    public boolean mayHaveJobs() {
        return state == State.RUNNING || (!state.isFinal() && attemptNumber() > 1);
    }

    private int attemptNumber() {
        String number = attempt.substring(attempt.lastIndexOf('_') + 1);
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    /** Whether it ended the way it should. */
    public boolean isSuccess() {
        return state == State.FINISHED && outcome == Outcome.SUCCEEDED;
    }
}
