package io.heddle.client.deploy;

import io.heddle.client.checkpoints.CheckpointDirectory;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.checkpoint.stored.LeftState;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * From what a job starts: the named checkpoint, the latest one of its name, or nothing. Starting from nothing although the
 * same job has left a checkpoint behind is what nobody means, so it is asked about on a terminal and refused elsewhere.
 */
public final class StartPoint {
    private static final String LATEST = "latest";

    /** The decision for one job. */
    public record Chosen(
            Optional<String> restorePath,
            boolean ignoreUnclaimed,
            boolean allowUnverified,
            ExecutionSettings.ClaimMode claim) {
        /** As the query of a submission by REST. */
        String query() {
            return restorePath
                    .map(path -> "?restorePath=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
                            + "&allowNonRestoredState=" + ignoreUnclaimed + "&allowUnverified=" + allowUnverified
                            + "&claimMode=" + claim.name())
                    .orElse("?fresh=true");
        }

        /** The configuration of an application of its own. */
        public Configuration in(Configuration configuration) {
            return restorePath
                    .map(path -> configuration.with(ExecutionSettings.SAVEPOINT_PATH, path, Origin.commandLine("-s")))
                    .orElse(configuration);
        }
    }

    private final Configuration configuration;
    private final Supplier<Storage> storage;
    private final Terminal terminal;
    private final Supplier<Set<String>> alive;

    /**
     * For the jobs of one command.
     *
     * @param alive ids of the user's jobs that run
     */
    public StartPoint(
            Configuration configuration, Supplier<Storage> storage, Terminal terminal, Supplier<Set<String>> alive) {
        this.configuration = configuration;
        this.storage = storage;
        this.terminal = terminal;
        this.alive = alive;
    }

    /** Decides for a job that goes to a session, which may know directories that nobody here does: then it decides. */
    String query(JobPlan plan) {
        Optional<String> named = configuration.find(ExecutionSettings.SAVEPOINT_PATH);
        boolean here =
                named.isPresent() ? !named.get().equals(LATEST) : configuration.get(ExecutionSettings.FRESH_START);
        if (here || !LeftState.directories(configuration, plan).isEmpty()) {
            return of(plan).query();
        }
        return named.isEmpty() ? "" : chosen(named).query();
    }

    private Chosen chosen(Optional<String> path) {
        return new Chosen(
                path,
                configuration.get(ExecutionSettings.IGNORE_UNCLAIMED),
                configuration.get(ExecutionSettings.ALLOW_UNVERIFIED),
                configuration.get(ExecutionSettings.CLAIM_MODE));
    }

    /** Decides for a job; what cannot be ends the command. */
    public Chosen of(JobPlan plan) {
        requireNoNamesake(plan);
        Optional<String> named = configuration.find(ExecutionSettings.SAVEPOINT_PATH);
        Optional<String> path = named.isEmpty()
                ? guarded(plan)
                : named.get().equals(LATEST) ? Optional.of(latest(plan)) : Optional.of(existing(named.get()));
        return chosen(path);
    }

    /** The exit code of a start that a master has refused because of the state that there is, or is not; empty of another end. */
    public static Optional<ExitCode> refusal(String diagnostics) {
        if (diagnostics.contains(LeftState.REFUSAL)) {
            return Optional.of(ExitCode.REFUSED_BY_CHECK);
        }
        return diagnostics.contains(LeftState.NOTHING) ? Optional.of(ExitCode.NOT_FOUND) : Optional.empty();
    }

    /** Ids that are drawn are new; one that a person gives may be that of a job that has ended. */
    private void requireNoNamesake(JobPlan plan) {
        if (!configuration.isSet(ExecutionSettings.JOB_ID)) {
            return;
        }
        LeftState left = new LeftState(storage.get(), configuration, plan);
        Optional<String> namesake = read(left, (state, running) -> state.namesake());
        if (namesake.isPresent() && !alive.get().contains(plan.id().hex())) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    "The job is given the id " + plan.id() + ", and an earlier job of that id has left checkpoints in "
                            + namesake.get() + ".",
                    "Its own would come among them, and be taken for them.",
                    "Leave " + ExecutionSettings.JOB_ID.key()
                            + " out (pipeline.job-id), give another id, or set another "
                            + StateSettings.CHECKPOINT_DIRECTORY.key() + "; -s latest goes on from them.");
        }
    }

    private String existing(String path) {
        return CheckpointDirectory.read(path, storage.get()).directory();
    }

    private String latest(JobPlan plan) {
        LeftState left = new LeftState(storage.get(), configuration, plan);
        if (left.directories().isEmpty()) {
            throw CommandFailure.usage(
                    "-s latest needs to know where checkpoints are.",
                    "Set " + StateSettings.CHECKPOINT_DIRECTORY.key() + ", or give the path: -s PATH.");
        }
        String where = String.join(" and ", left.directories());
        StoredCheckpoint newest = read(left, LeftState::latest)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        LeftState.NOTHING + "'" + plan.name() + "', below " + where + ".",
                        "Checkpoints of a job that runs do not count, since they are replaced at any moment.",
                        "'heddle checkpoints list DIR' shows what there is; --fresh starts without."));
        terminal.say("starting from " + LeftState.described(newest));
        return newest.directory();
    }

    private Optional<String> guarded(JobPlan plan) {
        if (configuration.get(ExecutionSettings.FRESH_START)) {
            return Optional.empty();
        }
        Optional<StoredCheckpoint> left = read(new LeftState(storage.get(), configuration, plan), LeftState::forgotten);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String described = LeftState.described(left.get());
        if (!terminal.isInteractive()) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    "The job '" + plan.name() + "' would start from nothing, although there is state of it.",
                    described,
                    "-s latest starts from it; --fresh starts from nothing.");
        }
        terminal.say("There is state of the job '" + plan.name() + "': " + described);
        terminal.say("Start from it [Enter], or from nothing [n]?");
        String answer = line().strip().toLowerCase(Locale.ROOT);
        return answer.startsWith("n")
                ? Optional.empty()
                : Optional.of(left.get().directory());
    }

    private String line() {
        try {
            return terminal.readLine()
                    .orElseThrow(() -> new CommandFailure(ExitCode.INTERRUPTED, "Nothing was answered.", "", ""));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "Nothing was answered.", e.toString(), "");
        }
    }

    private interface Look<T> {
        Optional<T> at(LeftState left, Supplier<Set<String>> running) throws IOException;
    }

    private <T> Optional<T> read(LeftState left, Look<T> look) {
        try {
            return look.at(left, alive);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    new Problem(
                            "The checkpoints below " + String.join(" and ", left.directories()) + " cannot be read.",
                            String.valueOf(e.getMessage()),
                            "Check " + StateSettings.CHECKPOINT_DIRECTORY.key() + "."),
                    e);
        }
    }
}
