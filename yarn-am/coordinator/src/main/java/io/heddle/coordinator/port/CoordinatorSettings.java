package io.heddle.coordinator.port;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;

/**
 * What the coordinator must know of the configuration.
 *
 * @param perJob whether the application is there for one job and ends with it
 * @param fleet how many workers, how large
 * @param patience how long it waits for what
 * @param jobDefaults configuration values that hold where a job's own properties say nothing
 */
public record CoordinatorSettings(boolean perJob, Fleet fleet, Patience patience, Configuration jobDefaults) {

    /** Values fit for tests and small clusters: Flink's defaults where it has them. */
    public static CoordinatorSettings of(boolean perJob, Fleet fleet) {
        return new CoordinatorSettings(perJob, fleet, Patience.USUAL, Configuration.empty());
    }

    /** What a cluster on YARN is told by its configuration. */
    public static CoordinatorSettings of(boolean perJob, Configuration configuration) {
        int slots = configuration.get(ClusterSettings.TASK_SLOTS);
        int perWorker = Math.max(1, slots);
        int maxWorkers = Math.max(1, configuration.get(ClusterSettings.SLOTS_MAX) / perWorker);
        int minSlots = configuration.get(ClusterSettings.SLOTS_MIN);
        int minWorkers =
                Math.max(configuration.get(ClusterSettings.INITIAL_WORKERS), (minSlots + perWorker - 1) / perWorker);
        Fleet fleet = new Fleet(
                false,
                minWorkers,
                maxWorkers,
                configuration.get(ClusterSettings.REDUNDANT_TASKMANAGERS),
                perWorker,
                configuration.get(ClusterSettings.EVENLY_SPREAD),
                configuration.get(ClusterSettings.START_WORKER_MAX_RATE).intValue());
        return new CoordinatorSettings(perJob, fleet, Patience.of(configuration), configuration);
    }

    /**
     * The workers.
     *
     * @param fixed whether the workers come by themselves (a local cluster) and cannot be asked for
     * @param minWorkers how many are kept even without work ({@code -n})
     * @param maxWorkers how many there may be at most
     * @param spareWorkers how many more than the slots in use need are kept, so that a loss costs no start of a process
     * @param slotsPerWorker how many slots each offers
     * @param spread whether slots are taken from the emptiest worker instead of the fullest
     * @param maxStartFailures workers that may fail to start within a minute before asking for more pauses
     */
    public record Fleet(
            boolean fixed,
            int minWorkers,
            int maxWorkers,
            int spareWorkers,
            int slotsPerWorker,
            boolean spread,
            int maxStartFailures) {

        /** Workers are asked for as jobs need them. */
        public static Fleet elastic(int minWorkers, int slotsPerWorker) {
            return new Fleet(false, minWorkers, Integer.MAX_VALUE, 0, slotsPerWorker, false, 10);
        }

        /** The workers that register are all there is. */
        public static Fleet local(int workers, int slotsPerWorker) {
            return new Fleet(true, workers, workers, 0, slotsPerWorker, false, 10);
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

        static Patience of(Configuration configuration) {
            return new Patience(
                    configuration.get(ClusterSettings.HEARTBEAT_INTERVAL).toMillis(),
                    configuration.get(ClusterSettings.HEARTBEAT_TIMEOUT).toMillis(),
                    USUAL.linkGraceMs(),
                    configuration
                            .get(ClusterSettings.TASKMANAGER_REGISTRATION_TIMEOUT)
                            .toMillis(),
                    configuration.get(ClusterSettings.TASKMANAGER_TIMEOUT).toMillis(),
                    configuration.get(ClusterSettings.SLOT_REQUEST_TIMEOUT).toMillis(),
                    configuration.get(ClusterSettings.PREVIOUS_WORKER_TIMEOUT).toMillis(),
                    configuration.get(ClusterSettings.START_WORKER_RETRY).toMillis(),
                    USUAL.nodeExclusionMs());
        }
    }
}
