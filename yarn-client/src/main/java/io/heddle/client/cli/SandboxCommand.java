package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.util.List;

/** {@code heddle sandbox}: the shell script starts it before this process would; here it only stands in the help. */
final class SandboxCommand implements Command {
    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public String summary() {
        return "Starts, stops and shows a real Hadoop on this machine.";
    }

    @Override
    public String usage() {
        return "start|stop|status [--nodes N] [--dir D]";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(CommonOptions.HELP));
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        throw CommandFailure.usage(
                "The sandbox is not started by this class.", "Use bin/heddle sandbox start of the distribution.");
    }
}
