package io.heddle.coordinator.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.fleet.Fleet;
import io.heddle.coordinator.fleet.WorkerLoss;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotTableTest {
    private static final WorkerId A = new WorkerId("a");
    private static final WorkerId B = new WorkerId("b");
    private static final Closed NOTHING = new Closed(new byte[0], "nothing");

    private final Fleet fleet = new Fleet(
            CoordinatorSettings.of(false, CoordinatorSettings.Fleet.local(2, 2)),
            new Turn(new Epoch(1, 1, 1)),
            new WorkerLoss() {
                @Override
                public void onWorkerLost(WorkerId worker, FailureInfo why) {}

                @Override
                public void onVerdict(WorkerId worker, String verdict) {}
            });

    private void register(WorkerId worker, int slots) {
        fleet.register(new FromWorker.RegisterWorker(
                Epoch.NONE,
                new WorkerAddress(worker, "host-" + worker.value(), 4000),
                slots,
                new FromWorker.WorkerFacts("test", "host-" + worker.value(), 1, 1, 1, "logs"),
                List.of(),
                List.of()));
    }

    private static JobVertex vertex(int index, int parallelism, String group) {
        String id = String.format("%032x", index);
        ChainedOperator operator =
                new ChainedOperator(index, id, "", "o" + index, NOTHING, NOTHING, List.of(), List.of());
        return new JobVertex(index, id, "v" + index, parallelism, 128, group, JobVertex.Role.CHAIN, List.of(operator));
    }

    private static JobPlan plan(JobVertex... vertices) {
        return new JobPlan(new JobId("0".repeat(32)), "job", List.of(vertices), List.of(), List.of(), Map.of());
    }

    private static List<WorkerId> places(SlotTable slots, List<TaskRun> tasks) {
        return tasks.stream().map(slots::workerOf).toList();
    }

    @Test
    void a_group_has_as_many_slots_as_its_widest_vertex() {
        SlotTable slots = new SlotTable(plan(vertex(0, 1, "g"), vertex(1, 3, "g"), vertex(2, 2, "h")));

        assertEquals(5, slots.required());
    }

    @Test
    void a_narrow_vertex_is_spread_over_the_slots_of_its_group() {
        JobPlan plan = plan(vertex(0, 4, "g"), vertex(1, 2, "g"));
        TaskTable tasks = new TaskTable(plan);
        SlotTable slots = new SlotTable(plan);
        register(A, 4);

        assertEquals(4, slots.missing(tasks.all()));
        assertTrue(slots.acquire(fleet, tasks.of(1)));

        assertEquals(2, slots.missing(tasks.all()), "slots 0 and 2 hold the narrow one's tasks");
        assertEquals(0, slots.missing(List.of(tasks.get(0, 0), tasks.get(0, 2))));
    }

    @Test
    void takes_all_slots_or_none() {
        JobPlan plan = plan(vertex(0, 3, "g"));
        TaskTable tasks = new TaskTable(plan);
        SlotTable slots = new SlotTable(plan);
        register(A, 2);

        assertFalse(slots.acquire(fleet, tasks.all()));
        assertEquals(2, fleet.slotsFree());

        register(B, 1);
        assertTrue(slots.acquire(fleet, tasks.all()));
        assertEquals(0, fleet.slotsFree());
    }

    @Test
    void only_the_slots_of_a_lost_worker_are_missing() {
        JobPlan plan = plan(vertex(0, 4, "g"));
        TaskTable tasks = new TaskTable(plan);
        SlotTable slots = new SlotTable(plan);
        register(A, 2);
        register(B, 2);
        assertTrue(slots.acquire(fleet, tasks.all()));
        List<TaskRun> ofB = tasks.all().stream()
                .filter(task -> slots.workerOf(task).equals(B))
                .toList();

        slots.lose(B);

        assertEquals(2, slots.missing(tasks.all()));
        assertEquals(2, slots.missing(ofB));
        assertEquals(List.of("host-b"), slots.missedHosts(fleet));
        assertEquals(4, slots.required());
    }

    @Test
    void a_job_that_starts_again_wishes_for_its_last_places() {
        JobPlan plan = plan(vertex(0, 4, "g"));
        TaskTable tasks = new TaskTable(plan);
        SlotTable slots = new SlotTable(plan);
        register(A, 2);
        register(B, 2);
        assertTrue(slots.acquire(fleet, tasks.all()));
        List<WorkerId> before = places(slots, tasks.all());

        slots.releaseAll(fleet);
        assertEquals(4, fleet.slotsFree());
        assertEquals(List.of("host-a", "host-b"), slots.missedHosts(fleet));
        List<TaskRun> backwards = new ArrayList<>(tasks.all());
        Collections.reverse(backwards);
        assertTrue(slots.acquire(fleet, backwards));

        assertEquals(before, places(slots, tasks.all()));
        assertEquals(List.of(), slots.missedHosts(fleet));
    }

    @Test
    void tasks_of_one_slot_in_two_workers_keep_them_until_the_job_starts_again() {
        JobPlan plan = plan(vertex(0, 1, "g"), vertex(1, 1, "g"));
        TaskTable tasks = new TaskTable(plan);
        SlotTable slots = new SlotTable(plan);
        register(A, 1);
        register(B, 1);

        slots.adopt(fleet, tasks.get(0, 0), A);
        slots.adopt(fleet, tasks.get(1, 0), B);

        assertEquals(2, slots.required());
        assertEquals(0, fleet.slotsFree());

        slots.releaseAll(fleet);
        assertEquals(1, slots.required());
        assertEquals(2, fleet.slotsFree());
    }

    @Test
    void a_lost_worker_takes_its_adopted_slots_along() {
        JobPlan plan = plan(vertex(0, 1, "g"), vertex(1, 1, "g"));
        TaskTable tasks = new TaskTable(plan);
        SlotTable slots = new SlotTable(plan);
        register(A, 1);
        register(B, 1);
        slots.adopt(fleet, tasks.get(0, 0), A);
        slots.adopt(fleet, tasks.get(1, 0), B);

        slots.lose(B);

        assertEquals(1, slots.required());
        assertEquals(0, slots.missing(tasks.all()), "the slot itself is in the other worker");
        assertNotEquals(B, slots.workerOf(tasks.get(1, 0)));
    }
}
