package io.heddle.coordinator.fleet;

import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.CoordinatorSettings.Patience;
import io.heddle.coordinator.view.WorkerView;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.FromWorker.RegisterWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker from the allocation of its container to its loss. Owned by the fleet. */
final class Worker {
    final WorkerId id;
    String host;
    /** The NodeManager of its container; empty until YARN has named it. */
    String node = "";

    Phase phase;
    long phaseSinceMs;
    final Suspicion suspicion;
    long lastHeardWallMs;
    long registeredWallMs;
    long idleSinceMs;
    boolean draining;

    @Nullable
    RegisterWorker registration;

    @Nullable
    MemorySample memory;

    private final List<@Nullable JobId> slots = new ArrayList<>();

    /** Where it is in its life. */
    enum Phase {
        /** Its container was given; the process has not registered. */
        LAUNCHING,
        /** It ran under an earlier master and has not come to this one yet. */
        AWAITED,
        /** Its link stands. */
        REGISTERED,
        /** Its link has ended; it may come back. */
        DISCONNECTED
    }

    Worker(WorkerId id, String host, Phase phase, CoordinatorSettings settings, long nowMs) {
        this.id = id;
        this.host = host;
        this.phase = phase;
        this.phaseSinceMs = nowMs;
        this.suspicion = Suspicion.of(settings, nowMs);
        this.idleSinceMs = nowMs;
    }

    /** YARN has named the NodeManager of its container. */
    Worker on(String named) {
        node = named;
        return this;
    }

    void enter(Phase next, long nowMs) {
        phase = next;
        phaseSinceMs = nowMs;
    }

    /** When it is judged lost unless something is heard before. */
    long deadlineMs(Patience patience, boolean manyAreSilent) {
        return switch (phase) {
            case LAUNCHING -> phaseSinceMs + patience.registrationTimeoutMs();
            case AWAITED -> phaseSinceMs + patience.reattachTimeoutMs();
            case DISCONNECTED -> phaseSinceMs + patience.linkGraceMs();
            case REGISTERED -> manyAreSilent ? suspicion.lastDeadlineMs() : suspicion.deadlineMs();
        };
    }

    /** Takes in what the worker says of itself; slots that are taken stay taken. */
    void describe(RegisterWorker said) {
        registration = said;
        host = said.facts().host();
        while (slots.size() < said.slots()) {
            slots.add(null);
        }
    }

    int slotCount() {
        return slots.size();
    }

    int freeSlots() {
        int free = 0;
        for (JobId owner : slots) {
            free += owner == null ? 1 : 0;
        }
        return free;
    }

    boolean isIdle() {
        return freeSlots() == slots.size();
    }

    /** Whether new work may be given to it. */
    boolean isUsable() {
        return phase == Phase.REGISTERED && !draining;
    }

    Slot take(JobId job) {
        int index = slots.indexOf(null);
        if (index < 0) {
            throw new IllegalStateException("Worker " + id + " has no free slot for " + job
                    + "; the allocation must count free slots before it takes one.");
        }
        slots.set(index, job);
        return new Slot(id, index);
    }

    /** Takes a given slot for a job that is known to run there. */
    Slot takeAt(int index, JobId job) {
        while (slots.size() <= index) {
            slots.add(null);
        }
        slots.set(index, job);
        return new Slot(id, index);
    }

    void release(int index, JobId job, long nowMs) {
        if (index < slots.size() && job.equals(slots.get(index))) {
            slots.set(index, null);
            RegisterWorker known = registration;
            // Beyond what the worker offers there are slots only for what an earlier master had placed there.
            while (known != null && slots.size() > known.slots() && slots.get(slots.size() - 1) == null) {
                slots.remove(slots.size() - 1);
            }
            if (isIdle()) {
                idleSinceMs = nowMs;
            }
        }
    }

    @Nullable
    WorkerAddress address() {
        RegisterWorker known = registration;
        return known == null ? null : known.address();
    }

    @Nullable
    WorkerView view() {
        RegisterWorker known = registration;
        return known == null
                ? null
                : new WorkerView(
                        known.address(),
                        known.facts(),
                        phase == Phase.REGISTERED,
                        slots.size(),
                        freeSlots(),
                        registeredWallMs,
                        lastHeardWallMs,
                        memory);
    }

    String describe() {
        return id + " on host " + host;
    }

    /** What it last said of its memory, as a sentence; empty if it has said nothing. */
    String memoryDigest() {
        MemorySample last = memory;
        return last == null
                ? ""
                : " Its last words on memory: " + (last.rss() >> 20) + " MB resident, heap " + (last.heapUsed() >> 20)
                        + " of " + (last.heapMax() >> 20) + " MB, direct " + (last.direct() >> 20) + " MB, metaspace "
                        + (last.metaspace() >> 20) + " MB, managed " + (last.managedUsed() >> 20) + " MB, "
                        + last.threads() + " threads.";
    }
}
