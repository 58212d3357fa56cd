package io.heddle.client.cli;

import io.heddle.client.terminal.ExitCode;
import java.util.List;

/** One word after {@code heddle}. */
interface Command {
    String name();

    /** One line for the list of commands. */
    String summary();

    /** What follows the name, for the help. */
    String usage();

    OptionTable options();

    /** How many words may follow the options; one too many is most often an option without its dash. */
    int mostOperands();

    /** Lines after the options in the help. */
    default List<String> notes() {
        return List.of();
    }

    /** Does it; failures end it as a {@link io.heddle.client.terminal.CommandFailure}. */
    ExitCode run(ParsedCommand line, Context context);
}
