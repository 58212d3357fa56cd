package io.heddle.coordinator.fleet;

import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which free slots a job gets: those it wishes for first, then packed or spread. */
final class SlotChoice {
    private SlotChoice() {}

    static List<Slot> take(
            SortedMap<WorkerId, Worker> workers, boolean spread, JobId job, List<@Nullable WorkerId> wishes) {
        List<Worker> usable = new ArrayList<>();
        int free = 0;
        for (Worker worker : workers.values()) {
            if (worker.isUsable() && worker.freeSlots() > 0) {
                usable.add(worker);
                free += worker.freeSlots();
            }
        }
        if (free < wishes.size()) {
            return List.of();
        }
        @Nullable Slot[] taken = new Slot[wishes.size()];
        for (int i = 0; i < taken.length; i++) {
            WorkerId wish = wishes.get(i);
            Worker wished = wish == null ? null : workers.get(wish);
            if (wished != null && wished.isUsable() && wished.freeSlots() > 0) {
                taken[i] = wished.take(job);
            }
        }
        List<Slot> slots = new ArrayList<>();
        for (Slot slot : taken) {
            slots.add(slot != null ? slot : next(usable, spread).take(job));
        }
        return slots;
    }

    private static Worker next(List<Worker> usable, boolean spread) {
        Comparator<Worker> byFree = Comparator.comparingInt(Worker::freeSlots);
        return usable.stream()
                .filter(worker -> worker.freeSlots() > 0)
                .min(spread ? byFree.reversed() : byFree)
                .orElseThrow(() -> new IllegalStateException("Free slots were counted and are gone within a turn."));
    }
}
