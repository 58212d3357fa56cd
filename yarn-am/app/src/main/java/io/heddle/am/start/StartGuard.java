package io.heddle.am.start;

import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.checkpoint.stored.LeftState;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.StateSettings;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides for jobs that come without a client's decision: of programs that run in the master, and from foreign tools. What
 * 'latest' means is looked up; a start from nothing is refused if ended jobs of the name have left state, unless it is said
 * to be meant. Calls block.
 */
public final class StartGuard {
    private static final String LATEST = "latest";

    private final Storage storage;
    private final Configuration configuration;

    /** With the cluster's configuration, which holds where a plan says nothing. */
    public StartGuard(Storage storage, Configuration configuration) {
        this.storage = storage;
        this.configuration = configuration;
    }

    /**
     * How the job is to start; empty if it is to start from the latest state and there is none, as {@link #nothingLeft} tells.
     *
     * @param fresh whether a start from nothing is meant
     * @param running ids of jobs that run, and whose checkpoints so do not count
     * @throws HeddleException if it must not start so
     */
    public Optional<StartOptions> decide(JobPlan plan, StartOptions asked, boolean fresh, Set<String> running) {
        String path = asked.restorePath();
        boolean latest = LATEST.equals(path);
        boolean decided = latest ? false : path != null || fresh || configuration.get(ExecutionSettings.FRESH_START);
        if (decided) {
            return Optional.of(asked);
        }
        LeftState left = new LeftState(storage, configuration, plan);
        Set<String> notThese = new HashSet<>(running);
        notThese.add(plan.id().hex());
        try {
            Optional<StoredCheckpoint> found = latest ? left.latest(() -> notThese) : left.forgotten(() -> notThese);
            if (latest) {
                return found.map(newest -> asked.from(newest.directory()));
            }
            if (found.isPresent()) {
                throw new HeddleException(
                        FaultCategory.CONFIGURATION,
                        LeftState.REFUSAL + LeftState.described(found.get()) + ".",
                        "",
                        "-s latest starts from it; --fresh starts from nothing.");
            }
            return Optional.of(asked);
        } catch (IOException e) {
            throw new HeddleException(
                    FaultCategory.EXTERNAL,
                    new Problem(
                            "It cannot be told whether there is state of the job '" + plan.name() + "': "
                                    + left.directories() + " cannot be read.",
                            String.valueOf(e.getMessage()),
                            "--fresh starts from nothing without looking."),
                    e);
        }
    }

    /** That there is no latest state of the job to start from. */
    public Problem nothingLeft(JobPlan plan) {
        Set<String> directories = LeftState.directories(configuration, plan);
        return new Problem(
                LeftState.NOTHING + "'" + plan.name() + "', to start from.",
                directories.isEmpty()
                        ? StateSettings.CHECKPOINT_DIRECTORY.key() + " is not set, so jobs leave none."
                        : "None is below " + String.join(" and ", directories)
                                + "; checkpoints of a job that runs do not count.",
                "--fresh starts without.");
    }
}
