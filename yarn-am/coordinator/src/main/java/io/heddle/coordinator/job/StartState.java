package io.heddle.coordinator.job;

import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;

/** The checkpoint or savepoint that a person wants the job to start from: read and checked before anything runs. */
final class StartState {
    private final Job job;
    private boolean pending;

    StartState(Job job) {
        this.job = job;
    }

    boolean isPending() {
        return pending;
    }

    void read() {
        String path = job.submission.options().restorePath();
        if (path == null) {
            return;
        }
        pending = true;
        job.turn.readCheckpoint(path, metadata -> found(path, metadata), failure -> {
            pending = false;
            refuse(new FailureInfo(
                    FaultCategory.CONFIGURATION,
                    "The job cannot start from " + path + ": " + failure.message(),
                    failure.stackTrace()));
        });
    }

    private void found(String path, CheckpointMetadata metadata) {
        pending = false;
        StartOptions options = job.submission.options();
        try {
            job.checkpoints.startFrom(
                    path, metadata, options.allowNonRestoredState(), options.claim() == StartOptions.ClaimMode.CLAIM);
        } catch (HeddleException unfit) {
            refuse(FailureInfo.of(unfit.category(), unfit));
            return;
        }
        if (!job.isReconciling()) {
            job.origin(new Origin(
                    Origin.Kind.MANUAL,
                    metadata.checkpointId(),
                    path,
                    metadata.job().hex()));
        }
        job.onTasksMayHaveChanged();
    }

    private void refuse(FailureInfo why) {
        if (!job.isOver()) {
            job.onFailure(JobFailure.ofJob(why));
        }
    }
}
