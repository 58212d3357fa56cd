package io.heddle.coordinator.job;

import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.Problem;
import java.util.List;
import java.util.Set;

/**
 * Some tasks may be deployed and need slots that the job does not hold yet; others may run meanwhile.
 *
 * @param status as people see it: first start, restart, or next stage
 * @param untilMs when the job has waited long enough
 */
record Waiting(JobStatus status, long untilMs) implements JobState {

    @Override
    public Set<Class<? extends JobState>> successors() {
        return Set.of(
                Deploying.class,
                Restarting.class,
                Cancelling.class,
                Failing.class,
                Suspended.class,
                Running.class,
                HandingOver.class,
                Ending.class);
    }

    @Override
    public void enter(Job job) {
        onSupply(job);
    }

    @Override
    public void onSupply(Job job) {
        List<TaskRun> ready = job.regions.ready();
        if (job.slots.acquire(job.fleet, ready)) {
            job.moveTo(new Deploying(status, ready), "all slots are there");
        }
    }

    @Override
    public void onFailure(Job job, JobFailure failure) {
        job.restartOrFail(failure);
    }

    @Override
    public long deadlineMs() {
        return untilMs;
    }

    @Override
    public void onDeadline(Job job) {
        List<TaskRun> ready = job.regions.ready();
        int missing = job.slots.missing(ready);
        int free = job.fleet.slotsFree();
        boolean hopeless = job.fleet.isFixed() && job.fleet.slotsTotal() < job.slots.required();
        String started = job.fleet.lastStartFailure();
        Problem problem = new Problem(
                "NoResourceAvailable: job '" + job.plan().name() + "' needs " + job.slots.required()
                        + " slots and holds "
                        + (job.slots.required() - missing) + "; " + missing + " more are needed and " + free + " of "
                        + job.fleet.slotsTotal() + " slots of " + job.fleet.registered() + " workers are free.",
                started.isEmpty() ? "" : "The last worker that did not start: " + started + ".",
                hopeless
                        ? "Lower the parallelism to at most " + job.fleet.slotsTotal()
                                + " or give the cluster more slots (taskmanager.numberOfTaskSlots)."
                        : "Give the queue more room, lower the parallelism, or raise slot.request.timeout.");
        // What runs elsewhere in the job does not lack anything.
        job.onFailure(new JobFailure(
                new FailureInfo(
                        hopeless ? FaultCategory.CONFIGURATION : FaultCategory.RESOURCES, problem.sentence(), ""),
                ready,
                "",
                ""));
    }
}
