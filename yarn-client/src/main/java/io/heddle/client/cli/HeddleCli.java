package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.client.yarn.YarnCluster;
import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.config.Settings;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;

/** The command {@code heddle}. */
public final class HeddleCli {
    private final List<Command> commands;
    private final Context context;

    HeddleCli(List<Command> commands, Context context) {
        this.commands = commands;
        this.context = context;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        end(of(contextOf(ProcessEnvironment.ofThisProcess())).run(List.of(args)));
    }

    /** What the program itself has printed is written before the process ends. */
    static void end(ExitCode code) {
        System.out.flush();
        System.err.flush();
        ProcessEnd.exit(code.number(), HeddleCli::waitsForAPeer);
    }

    /** The JDK's HTTP client and Hadoop's RPC name their threads so. */
    private static boolean waitsForAPeer(String thread) {
        return thread.startsWith("HttpClient-") || thread.startsWith("IPC Client");
    }

    static HeddleCli of(Context context) {
        List<Command> commands = new ArrayList<>(List.of(
                new RunCommand(false),
                new RunCommand(true),
                new ListCommand(),
                new CancelCommand(),
                new StopCommand(),
                new SavepointCommand(),
                new InfoCommand(),
                new ExplainCommand(),
                new WhyCommand(),
                new CheckpointsCommand(),
                new ConfCommand(),
                new PortCommand(),
                new SandboxCommand(),
                new VersionCommand()));
        commands.add(new CompletionCommand(commands));
        return new HeddleCli(commands, context);
    }

    static Context contextOf(ProcessEnvironment environment) {
        return new Context(
                environment,
                Terminal.ofThisProcess(environment.variable("COLUMNS")),
                Pause.system(),
                (process, configuration) -> YarnCluster.connect(process.variables(), configuration));
    }

    ExitCode run(List<String> words) {
        Terminal terminal = context.terminal();
        if (words.isEmpty()) {
            overview().forEach(terminal::say);
            return ExitCode.USAGE;
        }
        String first = words.get(0);
        if (first.equals("-h") || first.equals("--help") || first.equals("help")) {
            return ending(context, () -> {
                List<String> help = words.size() == 1 ? overview() : help(find(words.get(1)));
                help.forEach(terminal::result);
                return ExitCode.OK;
            });
        }
        String name = first.equals("--version") ? "version" : first;
        return ending(context, () -> runCommand(find(name), words.subList(1, words.size())));
    }

    private Command find(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = commands.stream().map(Command::name).toList();
                    List<String> closest = Settings.closest(name, names);
                    return CommandFailure.usage(
                            "There is no command 'heddle " + name + "'.",
                            closest.isEmpty()
                                    ? "'heddle help' shows all commands."
                                    : "Did you mean 'heddle " + closest.get(0) + "'?");
                });
    }

    private ExitCode runCommand(Command command, List<String> words) {
        ParsedCommand line = command.options().parse("heddle " + command.name(), words);
        context.terminal().setVerbose(line.has("v"));
        if (line.has("h")) {
            help(command).forEach(context.terminal()::result);
            return ExitCode.OK;
        }
        if (line.operands().size() > command.mostOperands()) {
            throw CommandFailure.usage(
                    "'" + line.operands().get(command.mostOperands()) + "' is one word too many for 'heddle "
                            + command.name() + "'.",
                    ("heddle " + command.name() + " " + command.usage()).strip());
        }
        return command.run(line, context);
    }

    /** Runs something and turns whatever it throws into a message and an exit code. */
    static ExitCode ending(Context context, Supplier<ExitCode> work) {
        try {
            return work.get();
        } catch (CommandFailure e) {
            return fail(context, e);
        } catch (ConfigurationException e) {
            return fail(
                    context,
                    new CommandFailure(
                            ExitCode.USAGE,
                            new Problem(
                                    "The configuration cannot be used.",
                                    e.getMessage(),
                                    "'heddle conf list' shows all keys, 'heddle conf explain KEY' tells about one."),
                            e));
        } catch (HeddleException e) {
            ExitCode code = switch (e.category()) {
                case USER -> ExitCode.JOB_FAILED;
                case CONFIGURATION -> ExitCode.USAGE;
                case RESOURCES -> ExitCode.REFUSED_BY_CHECK;
                case EXTERNAL, LOST_PEER -> ExitCode.UNREACHABLE;
                case ENGINE -> ExitCode.REFUSED_BY_CHECK;
            };
            return fail(context, new CommandFailure(code, e.problem(), e));
        } catch (RuntimeException e) {
            return fail(
                    context,
                    new CommandFailure(
                            ExitCode.REFUSED_BY_CHECK,
                            new Problem(
                                    "A defect in Heddle ended the command.",
                                    e.toString(),
                                    "Please report it with the output of the same command with -v."),
                            e));
        }
    }

    private static ExitCode fail(Context context, CommandFailure failure) {
        // Only here: the library of logging takes a twentieth of a second to load, and most commands succeed.
        LogManager.getLogger(HeddleCli.class).error("The command failed", failure);
        context.terminal().fail(failure);
        if (failure.exitCode() != ExitCode.USAGE) {
            ProcessEnvironment environment = context.environment();
            environment
                    .property("heddle.cli.log")
                    .or(() -> environment.property("user.home").map(home -> home + "/.heddle/logs/heddle.log"))
                    .filter(path -> Files.isRegularFile(Path.of(path)))
                    .ifPresent(path -> context.terminal().say("  log:  " + path));
        }
        return failure.exitCode();
    }

    /** The names of all commands. */
    Stream<String> names() {
        return commands.stream().map(Command::name);
    }

    private List<String> overview() {
        List<String> lines = new ArrayList<>();
        lines.add("usage: heddle COMMAND [OPTIONS] [ARGUMENTS]");
        lines.add("");
        for (Command command : commands) {
            String head = String.format("  %-16s ", command.name());
            for (String line :
                    HelpText.wrap(command.summary(), context.terminal().width() - head.length())) {
                lines.add(head + line);
                head = " ".repeat(head.length());
            }
        }
        lines.add("");
        lines.add("'heddle COMMAND -h' shows the options of a command.");
        return lines;
    }

    private List<String> help(Command command) {
        int width = context.terminal().width();
        List<String> lines = new ArrayList<>(
                HelpText.wrap(("usage: heddle " + command.name() + " " + command.usage()).strip(), width));
        lines.add("");
        lines.addAll(HelpText.wrap(command.summary(), width));
        lines.add("");
        lines.addAll(HelpText.options(command.options(), width));
        command.notes().forEach(note -> lines.addAll(HelpText.wrap(note, width)));
        return lines;
    }
}
