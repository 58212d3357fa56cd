package io.heddle.client.session;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;

/**
 * How long a request that found no master is repeated.
 *
 * @param most repetitions
 * @param longestPauseMs before one of them; the first pauses are shorter, since most masters are back in a moment
 * @param totalMs after which none follows
 */
record Retries(int most, long longestPauseMs, long totalMs) {
    private static final double FIRST_PAUSE_MS = 300;
    private static final double GROWTH = 1.5;

    static Retries of(Configuration configuration) {
        return new Retries(
                configuration.get(ClusterSettings.REST_RETRIES),
                configuration.get(ClusterSettings.REST_RETRY_DELAY).toMillis(),
                configuration.get(ClusterSettings.CLIENT_TIMEOUT).toMillis());
    }

    /** Whether one more may follow. */
    boolean goOn(int done, long passedMs) {
        return done < most && passedMs < totalMs;
    }

    /** How long to wait before the next one. */
    long pauseMs(int done) {
        return (long) Math.min((double) longestPauseMs, FIRST_PAUSE_MS * Math.pow(GROWTH, done));
    }
}
