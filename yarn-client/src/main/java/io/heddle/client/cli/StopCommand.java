package io.heddle.client.cli;

import io.heddle.client.deploy.RemoteJob;
import io.heddle.client.terminal.ExitCode;

/** {@code heddle stop}: refused until there are savepoints. */
final class StopCommand implements Command {
    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String summary() {
        return "Ends a job after a last savepoint (this version takes none yet).";
    }

    @Override
    public String usage() {
        return "[--drain] [-p DIR] JOB";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.flag("d", "drain", "Lets all windows fire before."),
                OptionSpec.value("p", "savepointPath", "DIR", "Directory of the savepoint."));
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        throw RemoteJob.noSavepoints();
    }
}
