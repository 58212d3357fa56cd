package io.heddle.worker;

import io.heddle.core.agent.Agent;
import io.heddle.engine.worker.Worker;

/** worker-control: the worker and its dialer, stepped by one thread. */
final class ControlAgent implements Agent {
    private final Worker worker;
    private final MasterDialer dialer;

    ControlAgent(Worker worker, MasterDialer dialer) {
        this.worker = worker;
        this.dialer = dialer;
    }

    @Override
    public String roleName() {
        return worker.roleName();
    }

    @Override
    public void onStart() {
        worker.onStart();
    }

    @Override
    public int doWork(long nowMs) {
        return dialer.doWork(nowMs) + worker.doWork(nowMs);
    }

    @Override
    public long nextDeadlineMs() {
        return Math.min(dialer.nextDeadlineMs(), worker.nextDeadlineMs());
    }

    @Override
    public void onClose() {
        worker.onClose();
    }
}
