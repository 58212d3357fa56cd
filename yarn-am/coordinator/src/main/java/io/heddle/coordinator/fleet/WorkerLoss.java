package io.heddle.coordinator.fleet;

import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.FailureInfo;

/** Told of workers that are gone. */
public interface WorkerLoss {

    /** The worker and all that ran in it are lost; its slots are no more. Comes once for each worker. */
    void onWorkerLost(WorkerId worker, FailureInfo why);

    /** How the container of a worker that was lost before has ended. */
    void onVerdict(WorkerId worker, String verdict);
}
