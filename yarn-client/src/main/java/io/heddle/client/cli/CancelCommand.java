package io.heddle.client.cli;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.deploy.RemoteJob;
import io.heddle.client.session.JobFinder;
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
                OptionSpec.value("m", "jobmanager", "yarn-cluster", "Accepted for compatibility.")
                        .with(OptionSpec.Trait.HIDDEN),
                OptionSpec.flag("s", "withSavepoint", "Refused: this version takes no savepoints.")
                        .with(OptionSpec.Trait.HIDDEN));
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        String job = line.operand(0)
                .orElseThrow(() ->
                        CommandFailure.usage("The job is missing.", "heddle cancel JOB; 'heddle list' shows the ids."));
        if (line.has("s")) {
            throw RemoteJob.noSavepoints();
        }
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        try (Cluster cluster = context.cluster(configuration)) {
            JobFinder.Found found = new JobFinder(context.applications(cluster, configuration)).find(job);
            found.master().send(Verb.PATCH, "/jobs/" + found.jobId() + "?mode=cancel");
            context.terminal().result("Cancelled job " + found.jobId() + ".");
            return ExitCode.OK;
        }
    }
}
