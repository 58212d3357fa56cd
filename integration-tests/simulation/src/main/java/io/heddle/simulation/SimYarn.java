package io.heddle.simulation;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.Event.AllocatedContainer;
import io.heddle.core.control.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A ResourceManager and its nodes: gives containers late, sometimes after they are not wanted, and says so twice. */
final class SimYarn {
    private static final int HOSTS = 4;

    private final World world;
    private final SortedMap<WorkerId, String> containers = new TreeMap<>();
    private final List<Event> undelivered = new ArrayList<>();
    private final Set<Long> cancelled = new HashSet<>();
    private int nextContainer = 1;

    SimYarn(World world) {
        this.world = world;
    }

    void startApplication() {
        startMaster();
    }

    private void startMaster() {
        SimMaster master = new SimMaster(world, world.masters.size() + 1);
        world.masters.add(master);
        world.say("master " + master.epoch + " starts");
        cancelled.clear();
        master.start();
        List<Event> late = List.copyOf(undelivered);
        undelivered.clear();
        world.in(2_500, () -> late.forEach(this::tell));
        for (SimWorker worker : List.copyOf(world.workers.values())) {
            worker.onMasterAddress();
        }
    }

    /** The ResourceManager starts the next attempt when one is dead, or does not answer. */
    void onMasterDead(SimMaster master) {
        if (master == world.latest() && !world.isOver()) {
            world.in(500 + world.upTo(4_000), () -> {
                if (!world.isOver() && master == world.latest()) {
                    startMaster();
                }
            });
        }
    }

    /** The attempt is taken for lost although its process is still there. */
    void replaceFrozen(SimMaster master) {
        if (master == world.latest() && master.isAlive() && !world.isOver()) {
            startMaster();
        }
    }

    List<AllocatedContainer> previousContainers() {
        List<AllocatedContainer> previous = new ArrayList<>();
        containers.forEach((id, host) -> {
            // Some are reported late or not at all; their workers come all the same.
            if (!world.chance(0.2)) {
                previous.add(new AllocatedContainer(id, -1, host, host + ":1"));
            }
        });
        return previous;
    }

    void execute(SimMaster from, Decision decision) {
        if (from != world.latest()) {
            // The ResourceManager does not listen to an attempt that it has replaced.
            return;
        }
        if (decision instanceof Decision.RequestContainers asked) {
            for (Decision.ContainerRequest request : asked.requests()) {
                long id = request.allocationRequestId();
                world.in(200 + world.upTo(world.chance(0.1) ? 15_000 : 1_500), () -> allocate(from, id));
            }
        } else if (decision instanceof Decision.CancelRequests cancel) {
            // The cancellation needs its time: what is allocated meanwhile comes all the same.
            world.in(world.upTo(1_000), () -> {
                if (from == world.latest()) {
                    cancelled.addAll(cancel.allocationRequestIds());
                }
            });
        } else if (decision instanceof Decision.LaunchWorker launch) {
            launch(launch.container(), launch.host());
        } else if (decision instanceof Decision.ReleaseContainer release) {
            world.in(world.upTo(1_500), () -> complete(release.container(), -100, "released"));
        }
    }

    private void allocate(SimMaster from, long request) {
        if (world.isOver() || from != world.latest() || !from.isAlive() || cancelled.contains(request)) {
            return;
        }
        WorkerId id = new WorkerId(String.format("container_%05d", nextContainer++));
        String host = "node-" + (1 + world.upTo(HOSTS - 1));
        containers.put(id, host);
        tell(new Event.ContainersAllocated(List.of(new AllocatedContainer(id, request, host, host + ":1"))));
    }

    private void launch(WorkerId id, String host) {
        boolean faulty = world.scenario.isFaulty(world.nowMs());
        if (!containers.containsKey(id)) {
            tell(new Event.ContainerLaunchFailed(id, "no such container"));
        } else if (faulty && world.chance(0.03)) {
            containers.remove(id);
            tell(new Event.ContainerLaunchFailed(id, "simulated refusal"));
        } else {
            world.in(300 + world.upTo(2_000), () -> {
                if (containers.containsKey(id) && !world.isOver()) {
                    SimWorker worker = new SimWorker(world, id, host);
                    world.workers.put(id, worker);
                    worker.start();
                    if (faulty && world.chance(0.05)) {
                        world.in(world.upTo(3_000), () -> complete(id, 137, "simulated death at its start"));
                    }
                }
            });
        }
    }

    /** The container ends, with whatever runs in it. */
    void complete(WorkerId id, int status, String diagnostics) {
        String host = containers.remove(id);
        SimWorker worker = world.workers.remove(id);
        if (worker != null) {
            worker.die();
        }
        if (host != null) {
            Event ended = new Event.ContainerCompleted(id, status, diagnostics);
            world.in(100 + world.upTo(2_500), () -> tell(ended));
            if (world.chance(0.05)) {
                world.in(3_000, () -> tell(ended));
            }
        }
    }

    private void tell(Event event) {
        SimMaster latest = world.latest();
        if (latest.isAlive()) {
            latest.mail(event);
        } else {
            undelivered.add(event);
        }
    }

    void onApplicationEnd(SimMaster from, Decision.EndApplication end) {
        if (from != world.latest()) {
            return;
        }
        world.say("application ends: " + end);
        world.invariants.onApplicationEnd(end);
        world.end();
    }

    int containerCount() {
        return containers.size();
    }
}
