package io.heddle.client.cli;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.JobFinder;
import io.heddle.client.session.Snapshots;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.transport.http.Verb;

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
        return "[OPTIONS] JOB";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.flag(
                        "s", "withSavepoint", "Takes a savepoint before, and prints its path; 'stop' does it better."),
                OptionSpec.value("p", "savepointPath", "DIR", "Parent of that savepoint; else the configured one."),
                CommonOptions.MANAGER);
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        String job = line.operand(0)
                .orElseThrow(() ->
                        CommandFailure.usage("The job is missing.", "heddle cancel JOB; 'heddle list' shows the ids."));
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        try (Cluster cluster = context.cluster(configuration)) {
            JobFinder.Found found = new JobFinder(context.applications(cluster, configuration)).find(job);
            if (line.has("s")) {
                String path = new Snapshots(found.master(), context.terminal(), context.pause())
                        .savepoint(found.jobId(), line.value("p"), "CANONICAL", true);
                SavepointCommand.show(found.jobId(), path, CommonOptions.json(line), context.terminal());
                return ExitCode.OK;
            }
            found.master().send(Verb.PATCH, "/jobs/" + found.jobId() + "?mode=cancel");
            context.terminal().result("Cancelled job " + found.jobId() + ".");
            return ExitCode.OK;
        }
    }
}
