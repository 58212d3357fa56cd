package io.heddle.coordinator.view;

import io.heddle.core.control.Epoch;
import java.util.List;

/**
 * The cluster as people see it.
 *
 * @param ready false while a new master still looks for what runs
 * @param slotsTotal slots of registered workers
 * @param pendingContainers asked for and not given yet
 * @param launchingContainers given and not registered yet
 * @param jobs all jobs, ended ones included (the last few), in order of admission
 * @param incidents the last losses of workers, newest first
 */
public record ClusterView(
        Epoch epoch,
        boolean ready,
        int slotsTotal,
        int slotsFree,
        int pendingContainers,
        int launchingContainers,
        List<WorkerView> workers,
        List<JobSummary> jobs,
        List<Incident> incidents) {}
