package io.heddle.coordinator.fleet;

import io.heddle.coordinator.fleet.Worker.Phase;
import io.heddle.coordinator.port.CoordinatorSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How many workers there are beside how many there should be: what the jobs' slots need, spare ones while there are jobs,
 * and what the user wants kept in any case.
 */
final class Headcount {
    private final Collection<Worker> workers;
    private final CoordinatorSettings.Fleet wishes;
    private final int slotsNeeded;
    private int usable;
    private int usableSlots;

    /**
     * Counts.
     *
     * @param slotsOfJobs slots of all jobs that have not ended, whether they hold them yet or not
     */
    Headcount(Collection<Worker> workers, int slotsOfJobs, CoordinatorSettings.Fleet wishes) {
        this.workers = workers;
        this.wishes = wishes;
        // Without a job there is nothing that a spare worker could take over.
        this.slotsNeeded = slotsOfJobs == 0 ? 0 : slotsOfJobs + wishes.spareWorkers() * wishes.slotsPerWorker();
        for (Worker worker : workers) {
            if (!worker.draining) {
                usable++;
                usableSlots += worker.registration == null ? wishes.slotsPerWorker() : worker.slotCount();
            }
        }
    }

    /** Workers that are to be asked for. */
    int missing() {
        int perWorker = wishes.slotsPerWorker();
        int forSlots = Math.max(0, (slotsNeeded - usableSlots + perWorker - 1) / perWorker);
        int forMinimum = Math.max(0, wishes.minWorkers() - usable);
        int room = Math.max(0, wishes.maxWorkers() - workers.size());
        return Math.min(room, Math.max(forSlots, forMinimum));
    }

    /** Workers that have been idle long enough and are not needed; those of drained nodes at once. */
    List<Worker> dispensable(long nowMs, long idleTimeoutMs) {
        List<Worker> found = new ArrayList<>();
        int kept = usable;
        int spareSlots = usableSlots - slotsNeeded;
        for (Worker worker : workers) {
            boolean idle = worker.phase == Phase.REGISTERED && worker.isIdle();
            if (!idle || nowMs - worker.idleSinceMs < (worker.draining ? 0 : idleTimeoutMs)) {
                continue;
            }
            if (worker.draining) {
                found.add(worker);
            } else if (kept > wishes.minWorkers() && spareSlots >= worker.slotCount()) {
                kept--;
                spareSlots -= worker.slotCount();
                found.add(worker);
            }
        }
        return found;
    }
}
