package io.heddle.coordinator.job;

import io.heddle.coordinator.port.LedgerEntry.RunBegan;
import io.heddle.coordinator.port.Origin;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** The checkpoint or savepoint that a person wants the job to start from: read and checked before anything runs. */
final class StartState {
    private static final Logger LOG = LogManager.getLogger(StartState.class);

    private final Job job;
    private boolean pending;

    StartState(Job job) {
        this.job = job;
    }

    boolean isPending() {
        return pending;
    }

    /** Where the job found what it claims, or null if it claims nothing. */
    @Nullable
    StartOptions claimed() {
        StartOptions options = job.submission.options();
        return options.claim() == StartOptions.ClaimMode.CLAIM ? options : null;
    }

    /** The first master has taken the job: without a checkpoint to read, it starts from nothing. */
    void admitted() {
        if (job.submission.options().restorePath() == null) {
            began(Origin.FRESH);
        }
    }

    /** The job runs from now on, again, or under this master; the ledger remembers it for those who ask. */
    void began(Origin origin) {
        LOG.info("Job {} ({}) starts: {}", job.plan().name(), job.id(), origin.text());
        RunBegan run = new RunBegan(job.id(), job.turn.epoch(), job.turn.wallMs(), origin);
        job.history.started(run);
        job.turn.persist(run, () -> {});
    }

    void read() {
        StartOptions options = job.submission.options();
        String path = options.restorePath();
        if (path == null) {
            return;
        }
        pending = true;
        job.turn.readCheckpoint(
                job.id(), path, options.allowUnverified(), metadata -> found(path, metadata), failure -> {
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
            job.checkpoints.startFrom(path, metadata, options.allowNonRestoredState(), claimed() != null);
        } catch (HeddleException unfit) {
            refuse(FailureInfo.of(unfit.category(), unfit));
            return;
        }
        if (!job.isReconciling()) {
            began(new Origin(
                    isRescaled(metadata) ? Origin.Kind.RESCALE : Origin.Kind.MANUAL,
                    metadata.checkpointId(),
                    path,
                    metadata.job().hex()));
        }
        job.onTasksMayHaveChanged();
    }

    /** Whether state of some operator is dealt out to another number of tasks than it came from. */
    private boolean isRescaled(CheckpointMetadata metadata) {
        Map<String, Integer> before = new HashMap<>();
        metadata.operators().forEach(operator -> before.put(operator.operatorId(), operator.parallelism()));
        return job.plan().vertices().stream()
                .flatMap(vertex -> vertex.operators().stream()
                        .map(operator -> before.getOrDefault(operator.operatorId(), vertex.parallelism())
                                != vertex.parallelism()))
                .anyMatch(Boolean::booleanValue);
    }

    private void refuse(FailureInfo why) {
        if (!job.isOver()) {
            job.onFailure(JobFailure.ofJob(why));
        }
    }
}
