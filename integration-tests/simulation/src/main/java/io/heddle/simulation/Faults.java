package io.heddle.simulation;

import java.util.ArrayList;
import java.util.List;

/** Everything that goes wrong by itself, until a given time. */
final class Faults {
    private final World world;

    Faults(World world) {
        this.world = world;
    }

    void start() {
        next();
    }

    private void next() {
        double rate = world.scenario.faultRate();
        if (rate <= 0.01) {
            return;
        }
        long pauseMs = (long) (-Math.log(1 - world.random.nextDouble()) * 60_000 / rate);
        world.in(pauseMs, () -> {
            if (!world.isOver() && world.nowMs() < world.scenario.faultsEndMs()) {
                strike();
                next();
            }
        });
    }

    /** Sometimes the next one dies as soon as it is there. */
    private void strikeMaster(SimMaster master) {
        if (!master.isAlive() || master.isFrozen()) {
            return;
        }
        master.kill("simulated kill");
        if (world.chance(0.4)) {
            world.in(5_000 + world.upTo(1_000), () -> world.latest().kill("killed again"));
        }
    }

    private void strike() {
        List<SimWorker> workers = new ArrayList<>(world.workers.values());
        SimMaster master = world.latest();
        int kind = world.random.nextInt(100);
        if (world.scenario.onlyMastersDie()) {
            strikeMaster(master);
            return;
        }
        if (kind < 30 && !workers.isEmpty()) {
            SimWorker victim = world.pick(workers);
            world.say("fault: kill " + victim.id);
            world.yarn.complete(victim.id, 137, "simulated kill");
        } else if (kind < 50 && !workers.isEmpty()) {
            world.pick(workers).breakLink();
        } else if (kind < 65 && !workers.isEmpty()) {
            SimWorker victim = world.pick(workers);
            long forMs = world.upTo(30_000);
            world.say("fault: hang " + victim.id + " for " + forMs + " ms");
            victim.hang();
            world.in(forMs, victim::thaw);
        } else if (kind < 85) {
            if (master.isAlive()) {
                master.kill("simulated kill");
                if (world.chance(0.3) && !workers.isEmpty()) {
                    world.yarn.complete(world.pick(workers).id, 137, "killed together with the master");
                }
            }
        } else if (kind < 93 && master.isAlive() && !master.isFrozen()) {
            master.freeze();
            long forMs = world.upTo(20_000);
            if (forMs > 8_000) {
                world.in(8_000, () -> world.yarn.replaceFrozen(master));
            }
            world.in(forMs, master::thaw);
        }
    }
}
