package io.heddle.simulation;

import io.heddle.coordinator.port.Event;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;

/**
 * A connection between a worker and a master, with what TCP promises and no more: order is kept, and a break loses what was
 * under way at the end. Each side learns of a break in its own time.
 */
final class SimLink {
    private static final long MAX_DELAY_MS = 40;
    private static final long MAX_NOTICE_MS = 300;

    final SimMaster master;
    final SimWorker worker;
    private final World world;
    private boolean open = true;
    private long lastToWorkerMs;
    private long lastToMasterMs;

    SimLink(World world, SimMaster master, SimWorker worker) {
        this.world = world;
        this.master = master;
        this.worker = worker;
    }

    boolean isOpen() {
        return open;
    }

    void toWorker(ToWorker message) {
        if (open) {
            lastToWorkerMs = Math.max(lastToWorkerMs, world.nowMs() + delay());
            world.at(lastToWorkerMs, () -> {
                if (open) {
                    worker.receive(this, message);
                }
            });
        }
    }

    void toMaster(FromWorker message) {
        if (open) {
            lastToMasterMs = Math.max(lastToMasterMs, world.nowMs() + delay());
            world.at(lastToMasterMs, () -> {
                if (open) {
                    master.mail(new Event.WorkerSaid(worker.id, message));
                }
            });
        }
    }

    private long delay() {
        return world.chance(0.02) ? world.upTo(2_000) : world.upTo(MAX_DELAY_MS);
    }

    void breakNow(String why) {
        if (!open) {
            return;
        }
        open = false;
        world.say("link " + worker.id + " - " + master.epoch + " breaks: " + why);
        world.in(world.upTo(MAX_NOTICE_MS), () -> master.onLinkClosed(this, why));
        world.in(world.upTo(MAX_NOTICE_MS), () -> worker.onLinkClosed(this));
    }
}
