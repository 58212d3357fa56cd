package io.heddle.core.control;

import java.util.Comparator;

/**
 * The master's epoch: YARN's application id and attempt number, ordered as YARN orders them. A receiver drops whatever
 * carries a lower epoch than the highest it has accepted.
 *
 * @param clusterTimestamp start time of the ResourceManager that issued the id, in milliseconds
 * @param application sequence number of the application
 * @param attempt attempt number, from 1
 */
public record Epoch(long clusterTimestamp, int application, int attempt) implements Comparable<Epoch> {
    private static final Comparator<Epoch> YARN_ORDER = Comparator.comparingLong(Epoch::clusterTimestamp)
            .thenComparingInt(Epoch::application)
            .thenComparingInt(Epoch::attempt);

    /** Before every master: what a worker knows that has never heard of one. */
    public static final Epoch NONE = new Epoch(0, 0, 0);

    @Override
    public int compareTo(Epoch other) {
        return YARN_ORDER.compare(this, other);
    }

    /** As it stands in file names and logs: {@code timestamp-application-attempt}. */
    @Override
    public String toString() {
        return clusterTimestamp + "-" + application + "-" + attempt;
    }
}
