package io.heddle.coordinator;

import java.util.Map;

/**
 * What the coordinator must know of the configuration.
 *
 * @param perJob whether the application is there for one job and ends with it
 * @param fleet how many workers, how large
 * @param patience how long it waits for what
 * @param jobDefaults configuration values by key that hold where a job's own properties say nothing
 */
public record CoordinatorSettings(boolean perJob, Fleet fleet, Patience patience, Map<String, String> jobDefaults) {

    /** Values fit for tests and small clusters: Flink's defaults where it has them. */
    public static CoordinatorSettings of(boolean perJob, Fleet fleet) {
        return new CoordinatorSettings(perJob, fleet, Patience.USUAL, Map.of());
    }

    /**
     * The workers.
     *
     * @param fixed whether the workers come by themselves (a local cluster) and cannot be asked for
     * @param minWorkers how many are kept even without work ({@code -n})
     * @param maxWorkers how many there may be at most
     * @param slotsPerWorker how many slots each offers
     * @param spread whether slots are taken from the emptiest worker instead of the fullest
     * @param maxStartFailures workers that may fail to start within a minute before asking for more pauses
     */
    public record Fleet(
            boolean fixed, int minWorkers, int maxWorkers, int slotsPerWorker, boolean spread, int maxStartFailures) {

        /** Workers are asked for as jobs need them. */
        public static Fleet elastic(int minWorkers, int slotsPerWorker) {
            return new Fleet(false, minWorkers, Integer.MAX_VALUE, slotsPerWorker, false, 10);
        }

        /** The workers that register are all there is. */
        public static Fleet local(int workers, int slotsPerWorker) {
            return new Fleet(true, workers, workers, slotsPerWorker, false, 10);
        }
    }

    /**
     * Times in milliseconds.
     *
     * @param heartbeatMs between two heartbeats of a worker
     * @param heartbeatTimeoutMs silence after which a worker whose link stands is judged lost
     * @param linkGraceMs for a worker to come back after its link has ended
     * @param registrationTimeoutMs for a launched container to register
     * @param idleWorkerTimeoutMs for a worker without work to be released
     * @param slotRequestTimeoutMs for a job to get its slots
     * @param reattachTimeoutMs for workers of a previous attempt to come to a new master
     * @param startRetryMs pause after too many workers failed to start
     * @param nodeExclusionMs how long a host that failed repeatedly is avoided
     */
    public record Patience(
            long heartbeatMs,
            long heartbeatTimeoutMs,
            long linkGraceMs,
            long registrationTimeoutMs,
            long idleWorkerTimeoutMs,
            long slotRequestTimeoutMs,
            long reattachTimeoutMs,
            long startRetryMs,
            long nodeExclusionMs) {

        public static final Patience USUAL =
                new Patience(1_000, 10_000, 500, 300_000, 30_000, 300_000, 20_000, 3_000, 600_000);
    }
}
