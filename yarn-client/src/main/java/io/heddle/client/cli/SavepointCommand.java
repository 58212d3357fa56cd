package io.heddle.client.cli;

import io.heddle.client.checkpoints.CheckpointDirectory;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.JobFinder;
import io.heddle.client.session.Snapshots;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.client.yarn.HadoopFailures;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.config.Configuration;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code heddle savepoint}: takes one of a running job, or deletes one. */
final class SavepointCommand implements Command {
    static final OptionSpec TYPE =
            OptionSpec.value("type", "type", "canonical|native", "Form of the state; canonical is the default.");

    @Override
    public String name() {
        return "savepoint";
    }

    @Override
    public String summary() {
        return "Takes a savepoint of a running job and prints its path; or deletes one (-dispose).";
    }

    @Override
    public String usage() {
        return "[OPTIONS] JOB [DIR] | -dispose PATH";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.value("d", "dispose", "PATH", "Deletes the savepoint in that directory."),
                TYPE,
                CommonOptions.MANAGER);
    }

    @Override
    public int mostOperands() {
        return 2;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        CommonOptions.warnOfNoOps(options(), line, context.terminal());
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        if (line.has("d")) {
            if (!line.operands().isEmpty()) {
                throw CommandFailure.usage(
                        "'" + line.operands().get(0) + "' does not apply with -dispose.",
                        "heddle savepoint -dispose PATH");
            }
            dispose(line.value("d").orElseThrow(), context.storage(configuration), context.terminal());
            return ExitCode.OK;
        }
        String job = line.operand(0)
                .orElseThrow(() -> CommandFailure.usage(
                        "The job is missing.", "heddle savepoint JOB [DIR]; 'heddle list' shows the ids."));
        String format = format(line);
        try (Cluster cluster = context.cluster(configuration)) {
            JobFinder.Found found = new JobFinder(context.applications(cluster, configuration)).find(job);
            String path = new Snapshots(found.master(), context.terminal(), context.pause())
                    .savepoint(found.jobId(), line.operand(1), format, false);
            show(found.jobId(), path, CommonOptions.json(line), context.terminal());
            return ExitCode.OK;
        }
    }

    /** The form that was asked for, as the master calls it. */
    static String format(ParsedCommand line) {
        String format = line.value("type").orElse("canonical").toUpperCase(Locale.ROOT);
        if (!format.equals("CANONICAL") && !format.equals("NATIVE")) {
            throw CommandFailure.usage("--type is 'canonical' or 'native'.", "");
        }
        return format;
    }

    static void show(String jobId, String path, boolean json, Terminal terminal) {
        terminal.result(json ? JsonLines.of(new TreeMap<>(Map.of("jobId", jobId, "savepoint", path))) : path);
    }

    private static void dispose(String path, Storage storage, Terminal terminal) {
        StoredCheckpoint savepoint = CheckpointDirectory.read(path, storage);
        if (!savepoint.metadata().kind().isSavepoint()) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    savepoint.directory() + " is a checkpoint, no savepoint.",
                    "Other checkpoints may share its files.",
                    "Delete its directory if nobody needs it; 'heddle checkpoints gc' then deletes what no other one"
                            + " refers to.");
        }
        try {
            storage.delete(savepoint.directory());
        } catch (IOException e) {
            throw HadoopFailures.explain("deleting " + savepoint.directory(), savepoint.directory(), e);
        }
        terminal.result("Deleted " + savepoint.directory() + ".");
    }
}
