package io.heddle.client.cli;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.session.JobFinder;
import io.heddle.client.session.Snapshots;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;

/** {@code heddle stop JOB}: ends a job after a last savepoint, whose path is the result. */
final class StopCommand implements Command {
    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String summary() {
        return "Ends a job after a last savepoint, and prints its path.";
    }

    @Override
    public String usage() {
        return "[--drain] [-p DIR] JOB";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.flag("d", "drain", "Lets all windows and timers of event time fire before."),
                OptionSpec.value("p", "savepointPath", "DIR", "Parent of the savepoint; else the configured one."),
                SavepointCommand.TYPE,
                CommonOptions.MANAGER);
    }

    @Override
    public int mostOperands() {
        return 1;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        CommonOptions.warnOfNoOps(options(), line, context.terminal());
        String job = line.operand(0)
                .orElseThrow(() ->
                        CommandFailure.usage("The job is missing.", "heddle stop JOB; 'heddle list' shows the ids."));
        String format = SavepointCommand.format(line);
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        try (Cluster cluster = context.cluster(configuration)) {
            JobFinder.Found found = new JobFinder(context.applications(cluster, configuration)).find(job);
            String path = new Snapshots(found.master(), context.terminal(), context.pause())
                    .stop(found.jobId(), line.value("p"), line.has("d"), format);
            SavepointCommand.show(found.jobId(), path, CommonOptions.json(line), context.terminal());
            return ExitCode.OK;
        }
    }
}
