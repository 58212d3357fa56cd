package io.heddle.client.cli;

import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.ProcessEnvironment;
import java.util.List;

/** The command {@code yarn-session.sh}. */
public final class YarnSessionCli {
    private YarnSessionCli() {}

    /** Starts, attaches to or describes, and ends the process with its exit code. */
    public static void main(String[] args) {
        Context context = HeddleCli.contextOf(ProcessEnvironment.ofThisProcess());
        HeddleCli.end(run(List.of(args), context));
    }

    static ExitCode run(List<String> words, Context context) {
        return HeddleCli.ending(context, () -> {
            YarnSessionCommand command = new YarnSessionCommand();
            ParsedCommand line = command.options().parse("yarn-session.sh", words);
            context.terminal().setVerbose(line.has("v"));
            if (line.has("h")) {
                command.help(context.terminal().width()).forEach(context.terminal()::result);
                return ExitCode.OK;
            }
            return command.run(line, context);
        });
    }
}
