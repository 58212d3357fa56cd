package io.heddle.engine.operator.async;

import io.heddle.engine.operator.ProcessingTimers;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A record on its way through user code. Task thread only. */
final class Request {
    private final Object value;
    private final long timestampMs;
    private int attempt;
    private boolean timedOut;
    private ProcessingTimers.@Nullable Timer deadline;
    private @Nullable Collection<?> results;

    Request(Object value, long timestampMs) {
        this.value = value;
        this.timestampMs = timestampMs;
    }

    Object value() {
        return value;
    }

    long timestampMs() {
        return timestampMs;
    }

    /** Number of the attempt that counts; answers of earlier ones are ignored. */
    int attempt() {
        return attempt;
    }

    int nextAttempt() {
        return ++attempt;
    }

    boolean timedOut() {
        return timedOut;
    }

    void timeOut() {
        timedOut = true;
    }

    boolean isDone() {
        return results != null;
    }

    void complete(Collection<?> answer) {
        results = answer;
        if (deadline != null) {
            deadline.cancel();
        }
    }

    /** When it is over with waiting; cancelled by the answer. */
    void until(ProcessingTimers.Timer timer) {
        deadline = timer;
    }

    Collection<?> results() {
        return java.util.Objects.requireNonNull(results, "the request has not been answered");
    }
}
