package io.heddle.client.cli;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.JobFinder;
import io.heddle.client.session.Snapshots;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.transport.http.Verb;
import java.util.Map;
import java.util.Optional;

/** {@code heddle cancel JOB}. */
final class CancelCommand implements Command {
    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public String summary() {
        return "Ends a job at once.";
    }

    @Override
    public String usage() {
        return "[OPTIONS] JOB | -s [DIR] JOB";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.flag(
                        "s", "withSavepoint", "Takes a savepoint before, and prints its path; 'stop' does it better."),
                OptionSpec.value("p", "savepointPath", "DIR", "Parent of that savepoint; else the configured one."),
                SavepointCommand.TYPE,
                CommonOptions.MANAGER);
    }

    @Override
    public int mostOperands() {
        return 2;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        CommonOptions.warnOfNoOps(options(), line, context.terminal());
        if (line.has("p") && !line.has("s")) {
            throw CommandFailure.usage(
                    "-p does not apply: no savepoint is taken.", "Add -s, or use 'heddle stop -p DIR JOB'.");
        }
        if (line.has("type") && !line.has("s")) {
            throw CommandFailure.usage(
                    "--type does not apply: no savepoint is taken.", "Add -s, or use 'heddle stop --type TYPE JOB'.");
        }
        if (line.operands().size() > 1 && !line.has("s")) {
            throw CommandFailure.usage(
                    "A directory does not apply: no savepoint is taken.",
                    "heddle cancel JOB, or heddle cancel -s DIR JOB");
        }
        // Users write 'cancel -s DIR JOB'; DIR may be left out.
        boolean directoryFirst = line.has("s") && line.operands().size() > 1;
        Optional<String> directory = directoryFirst ? line.operand(0) : line.value("p");
        String job = line.operand(directoryFirst ? 1 : 0)
                .orElseThrow(() ->
                        CommandFailure.usage("The job is missing.", "heddle cancel JOB; 'heddle list' shows the ids."));
        String format = SavepointCommand.format(line);
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        try (Cluster cluster = context.cluster(configuration)) {
            JobFinder.Found found = new JobFinder(context.applications(cluster, configuration)).find(job);
            if (line.has("s")) {
                String path = new Snapshots(found.master(), context.terminal(), context.pause())
                        .savepoint(found.jobId(), directory, format, true);
                SavepointCommand.show(found.jobId(), path, CommonOptions.json(line), context.terminal());
                return ExitCode.OK;
            }
            found.master().send(Verb.PATCH, "/jobs/" + found.jobId() + "?mode=cancel");
            context.terminal()
                    .result(
                            CommonOptions.json(line)
                                    ? JsonLines.of(Map.of("jobId", found.jobId()))
                                    : "Cancelled job " + found.jobId() + ".");
            return ExitCode.OK;
        }
    }
}
