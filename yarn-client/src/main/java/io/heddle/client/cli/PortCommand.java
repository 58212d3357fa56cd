package io.heddle.client.cli;

import io.heddle.client.port.ProgramTree;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.fault.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code heddle port}: a program written for Flink, with its imports changed. */
final class PortCommand implements Command {
    @Override
    public String name() {
        return "port";
    }

    @Override
    public String summary() {
        return "Copies a program written for Flink with its imports changed; lists the classes that have no"
                + " counterpart.";
    }

    @Override
    public String usage() {
        return "[OPTIONS] FROM TO";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(CommonOptions.VERBOSE, CommonOptions.HELP));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "FROM is a directory or a Java source in UTF-8, TO does not exist yet. Exit code 8 says that names were"
                        + " left as they are; docs/differences.md says what to use instead of them.");
    }

    @Override
    public int mostOperands() {
        return 2;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        if (line.operands().size() != 2) {
            throw CommandFailure.usage(
                    "'heddle port' needs where the program is and where to write it.",
                    "heddle port my-job my-heddle-job");
        }
        Path from = Path.of(line.operands().get(0)).toAbsolutePath().normalize();
        Path to = Path.of(line.operands().get(1)).toAbsolutePath().normalize();
        if (!Files.exists(from)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, from + " is not there.", "", "Name a directory or a Java source.");
        }
        if (Files.isRegularFile(from) && !from.toString().endsWith(".java")) {
            throw CommandFailure.usage(from + " is no Java source.", "Name a directory or a Java source.");
        }
        if (Files.exists(to) || to.startsWith(from)) {
            throw CommandFailure.usage(
                    to + (Files.exists(to) ? " exists already." : " is inside of what is to be copied."),
                    "Name a place that does not exist yet, outside of " + from + ".");
        }
        try {
            ProgramTree.Report report = ProgramTree.copy(from, to);
            report.missing().forEach(context.terminal()::result);
            context.terminal()
                    .say(report.changed() + " names changed in " + report.sources() + " sources, "
                            + report.missing().size() + " without a counterpart");
            return report.missing().isEmpty() ? ExitCode.OK : ExitCode.NOT_FOUND;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    new Problem("The program cannot be copied.", e.toString(), "Are all of its sources in UTF-8?"),
                    e);
        }
    }
}
