package io.heddle.client.cli;

import io.heddle.client.deploy.RemoteJob;
import io.heddle.client.terminal.ExitCode;

/** {@code heddle savepoint}: refused until there are savepoints. */
final class SavepointCommand implements Command {
    @Override
    public String name() {
        return "savepoint";
    }

    @Override
    public String summary() {
        return "Takes or disposes of a savepoint (this version takes none yet).";
    }

    @Override
    public String usage() {
        return "JOB [DIR] | -dispose PATH";
    }

    @Override
    public OptionTable options() {
        return CommonOptions.forRunning(
                OptionSpec.flag("d", "dispose", "Deletes a savepoint."),
                OptionSpec.value("p", "savepointPath", "DIR", "Directory of the savepoint."));
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        throw RemoteJob.noSavepoints();
    }
}
