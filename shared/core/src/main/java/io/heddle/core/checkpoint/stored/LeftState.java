package io.heddle.core.checkpoint.stored;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.Setting;
import io.heddle.core.config.StateSettings;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The checkpoints and savepoints that jobs of one name have left where such a job puts them. Checkpoints of a job that runs
 * do not count: they are replaced at any moment. Calls block.
 */
public final class LeftState {
    /** How the refusal of such a start begins: by this a client knows it in a diagnosis of the master's. */
    public static final String REFUSAL = "There is state of this job, and it would start from nothing: ";

    /** How it is said that there is nothing that 'latest' could mean; a name of the job follows. A client knows it by this, too. */
    public static final String NOTHING = "There is no savepoint, and no checkpoint of an ended job ";

    private final Storage storage;
    private final CheckpointCatalogue catalogue;
    private final JobPlan plan;
    private final Set<String> directories;

    /** What a job of this plan can find; {@code configuration} holds where the plan says nothing. */
    public LeftState(Storage storage, Configuration configuration, JobPlan plan) {
        this.storage = storage;
        this.plan = plan;
        catalogue = new CheckpointCatalogue(storage);
        directories = directories(configuration, plan);
    }

    /** The program may have set the directory itself. */
    private static Optional<String> directory(Setting<String> setting, Configuration configuration, JobPlan plan) {
        return Optional.ofNullable(plan.properties().get(setting.key()))
                .or(() -> configuration.find(setting))
                .filter(path -> !path.isBlank());
    }

    /** Where it looks. */
    public Set<String> directories() {
        return directories;
    }

    /** Where a job of this plan would be looked for. */
    public static Set<String> directories(Configuration configuration, JobPlan plan) {
        Set<String> directories = new LinkedHashSet<>();
        directory(StateSettings.CHECKPOINT_DIRECTORY, configuration, plan).ifPresent(directories::add);
        directory(StateSettings.SAVEPOINT_DIRECTORY, configuration, plan).ifPresent(directories::add);
        return directories;
    }

    /** What 'latest' means: the newest checkpoint of a job that has ended, or the newest savepoint of any. */
    public Optional<StoredCheckpoint> latest(Supplier<Set<String>> running) throws IOException {
        return newest(running, true);
    }

    /** What would be forgotten if the job started from nothing: the newest state of a job that has ended. */
    public Optional<StoredCheckpoint> forgotten(Supplier<Set<String>> running) throws IOException {
        return newest(running, false);
    }

    /** Where an earlier job of the same id has left checkpoints, among which those of this one would come; empty if nowhere. */
    public Optional<String> namesake() throws IOException {
        for (String directory : directories) {
            String own = directory.replaceAll("/+$", "") + "/" + plan.id().hex();
            if (!storage.list(own).isEmpty()) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    private Optional<StoredCheckpoint> newest(Supplier<Set<String>> running, boolean savepointsOfRunning)
            throws IOException {
        Set<String> alive = null;
        for (CheckpointCatalogue.Entry each : catalogue.named(plan.name(), directories())) {
            if (alive == null) {
                alive = running.get();
            }
            boolean counts = savepointsOfRunning && each.heading().kind().isSavepoint();
            if (counts || !alive.contains(each.heading().job().hex())) {
                return Optional.of(catalogue.read(each.directory()));
            }
        }
        return Optional.empty();
    }

    /** In one line for people. */
    public static String described(StoredCheckpoint checkpoint) {
        return checkpoint.directory() + " (of "
                + Instant.ofEpochMilli(checkpoint.metadata().completedMs()) + ", job "
                + checkpoint.metadata().job() + ")";
    }
}
