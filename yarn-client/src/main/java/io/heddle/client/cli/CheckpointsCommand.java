package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.util.List;

/** {@code heddle checkpoints}: refused until there are checkpoints. */
final class CheckpointsCommand implements Command {
    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public String summary() {
        return "Shows and verifies checkpoints (this version takes none yet).";
    }

    @Override
    public String usage() {
        return "list|inspect|verify|gc PATH";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(CommonOptions.VERBOSE, CommonOptions.HELP));
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        throw new CommandFailure(
                ExitCode.REFUSED_BY_CHECK,
                "This version of Heddle takes no checkpoints, so there are none to show.",
                "Checkpoints come with state.",
                "");
    }
}
