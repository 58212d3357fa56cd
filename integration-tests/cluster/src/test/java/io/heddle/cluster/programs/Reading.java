package io.heddle.cluster.programs;

/**
 * What a sensor has measured; made from its number alone, so that two runs read the same.
 *
 * @param sensor each belongs to one source, so that its readings keep their order
 * @param timeMs up to {@link #DISORDER_MS} behind readings that came before it
 */
public record Reading(int sensor, long sequence, long timeMs, long amount) {
    static final int SENSORS_OF_A_SOURCE = 40;
    static final long DISORDER_MS = 200;
    private static final long BEGIN_MS = 1_790_000_000_000L;
    private static final long PACE_MS = 10;

    /** The reading with that number, of sources that have so many each, one behind the other. */
    static Reading numbered(long number, long ofEachSource) {
        int source = (int) (number / ofEachSource);
        long sequence = number % ofEachSource;
        long drawn = (number + 1) * 0x9E3779B97F4A7C15L;
        long mixed = (drawn ^ (drawn >>> 29)) >>> 3;
        return new Reading(
                source * SENSORS_OF_A_SOURCE + (int) (mixed % SENSORS_OF_A_SOURCE),
                sequence,
                BEGIN_MS + sequence * PACE_MS - (mixed >>> 8) % DISORDER_MS,
                (mixed >>> 20) % 1000);
    }
}
