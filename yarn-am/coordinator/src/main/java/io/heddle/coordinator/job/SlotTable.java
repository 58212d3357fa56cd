package io.heddle.coordinator.job;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.fleet.Slot;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The slots that a job holds. Each slot sharing group has as many as its highest parallelism; a vertex with fewer tasks
 * spreads them over the group's slots, so two tasks of one vertex never meet in a slot.
 */
final class SlotTable {
    private final JobPlan plan;
    private final SortedMap<String, Integer> sizes = new TreeMap<>();
    private final SortedMap<Key, Slot> held = new TreeMap<>();
    private final Map<Key, WorkerId> lastPlaces = new HashMap<>();
    /** Of the last places, those whose slots are not held now; kept, because each turn of the master asks. */
    private final Map<Key, WorkerId> missed = new HashMap<>();
    /** Slots of all groups together. */
    private final int usual;
    /** Held slots that only hold what an earlier master had placed elsewhere. */
    private int extra;

    /** The n-th slot of a slot sharing group. */
    private record Key(String group, int index) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::group).thenComparingInt(Key::index);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    SlotTable(JobPlan plan) {
        this.plan = plan;
        for (JobVertex vertex : plan.vertices()) {
            sizes.merge(vertex.slotSharingGroup(), vertex.parallelism(), Math::max);
        }
        usual = sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Slots of all groups together, and those that only hold what an earlier master had placed elsewhere. */
    int required() {
        return usual + extra;
    }

    private Key keyOf(TaskRun task) {
        JobVertex vertex = plan.vertices().get(task.vertex());
        int slots = sizes.getOrDefault(vertex.slotSharingGroup(), vertex.parallelism());
        return new Key(vertex.slotSharingGroup(), (int) ((long) task.subtask() * slots / vertex.parallelism()));
    }

    /** How many slots the tasks need beyond those held. */
    int missing(Collection<TaskRun> forTasks) {
        return missingKeys(forTasks).size();
    }

    private SortedSet<Key> missingKeys(Collection<TaskRun> forTasks) {
        SortedSet<Key> missing = new TreeSet<>();
        for (TaskRun task : forTasks) {
            Key key = keyOf(task);
            if (!held.containsKey(key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** Takes the missing slots from the fleet, all or none; true if all are held now. */
    boolean acquire(Fleet fleet, Collection<TaskRun> forTasks) {
        SortedSet<Key> missing = missingKeys(forTasks);
        if (missing.isEmpty()) {
            return true;
        }
        List<@Nullable WorkerId> wishes = new ArrayList<>();
        for (Key key : missing) {
            wishes.add(lastPlaces.get(key));
        }
        List<Slot> slots = fleet.allocate(plan.id(), wishes);
        if (slots.isEmpty()) {
            return false;
        }
        int next = 0;
        for (Key key : missing) {
            Slot slot = slots.get(next++);
            lastPlaces.put(key, slot.worker());
            hold(key, slot);
        }
        return true;
    }

    WorkerId workerOf(TaskRun task) {
        Slot slot = held.get(keyOf(task));
        if (slot == null) {
            throw new IllegalStateException("Task " + task.id + " has no slot; slots are acquired before placing.");
        }
        return slot.worker();
    }

    /** Holds a slot for a task that runs already, as an earlier master placed it. */
    void adopt(Fleet fleet, TaskRun task, WorkerId worker) {
        Key usual = keyOf(task);
        Slot already = held.get(usual);
        // Tasks of one slot may have been placed in different workers, one stage after the other: each keeps its
        // worker.
        Key key = already == null || already.worker().equals(worker)
                ? usual
                : new Key(usual.group() + "@" + worker, usual.index());
        if (!held.containsKey(key)) {
            Slot slot = fleet.adopt(plan.id(), worker);
            if (slot != null) {
                lastPlaces.putIfAbsent(usual, worker);
                hold(key, slot);
            }
        }
    }

    private void hold(Key key, Slot slot) {
        if (held.put(key, slot) == null && !sizes.containsKey(key.group())) {
            extra++;
        }
        missed.remove(key);
    }

    private void drop(Predicate<Slot> which) {
        // An entry of a sorted map is another one's as soon as it is removed: the keys come first.
        List<Key> gone = held.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (Key key : gone) {
            held.remove(key);
            WorkerId last = lastPlaces.get(key);
            if (last != null) {
                missed.put(key, last);
            }
            if (!sizes.containsKey(key.group())) {
                extra--;
            }
        }
    }

    /** The worker and its slots are no more. */
    void lose(WorkerId worker) {
        drop(slot -> slot.worker().equals(worker));
    }

    void releaseAll(Fleet fleet) {
        fleet.release(plan.id(), held.values());
        drop(slot -> true);
    }

    /** Hosts where slots that are missing now have been, for requests of new containers. */
    List<String> missedHosts(Fleet fleet) {
        SortedSet<String> hosts = new TreeSet<>();
        for (WorkerId worker : missed.values()) {
            String host = fleet.host(worker);
            if (!host.isEmpty()) {
                hosts.add(host);
            }
        }
        return List.copyOf(hosts);
    }
}
