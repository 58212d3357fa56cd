package io.heddle.api.eventtime;

import java.io.Serializable;

/**
 * The older assigner for timestamps that never go back within an instance of the source; prefer {@link
 * WatermarkStrategy#forMonotonousTimestamps}. Its watermark is the largest timestamp so far less one millisecond.
 */
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private long currentTimestamp = Long.MIN_VALUE;
    private MonotonyViolationHandler violationHandler = new LoggingHandler();

    /** For subclasses. */
    protected AscendingTimestampExtractor() {}

    /** The event time of a record in milliseconds since the epoch. */
    public abstract long extractAscendingTimestamp(T element);

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long next = extractAscendingTimestamp(element);
        if (next < currentTimestamp) {
            violationHandler.handleViolation(next, currentTimestamp);
        } else {
            currentTimestamp = next;
        }
        return next;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(currentTimestamp == Long.MIN_VALUE ? Long.MIN_VALUE : currentTimestamp - 1);
    }

    /** Chooses what happens when a timestamp goes back; by default it is logged. */
    public AscendingTimestampExtractor<T> withViolationHandler(MonotonyViolationHandler handler) {
        this.violationHandler = handler;
        return this;
    }

    /** What happens when a timestamp goes back. */
    public interface MonotonyViolationHandler extends Serializable {
        /** A record has a timestamp (in milliseconds) less than one before it. */
        void handleViolation(long elementTimestamp, long lastTimestamp);
    }

    /** Does nothing: the record keeps its timestamp, and the watermark does not go back. */
    public static final class IgnoringHandler implements MonotonyViolationHandler {
        /** One that does nothing. */
        public IgnoringHandler() {}

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {}
    }

    /** Fails the task with an {@link IllegalStateException}. */
    public static final class FailingHandler implements MonotonyViolationHandler {
        /** One that fails. */
        public FailingHandler() {}

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            throw new IllegalStateException("The timestamp " + elementTimestamp + " comes after " + lastTimestamp
                    + ", but timestamps must not go back.");
        }
    }

    /** Writes a warning to the worker's log. */
    public static final class LoggingHandler implements MonotonyViolationHandler {
        /** One that warns. */
        public LoggingHandler() {}

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            System.getLogger(AscendingTimestampExtractor.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Timestamps must not go back, but {0} comes after {1}",
                            Long.toString(elementTimestamp),
                            Long.toString(lastTimestamp));
        }
    }
}
