package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code heddle completion bash|zsh}: a script for the shell, made from the option tables. */
final class CompletionCommand implements Command {
    private final List<Command> commands;

    CompletionCommand(List<Command> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String summary() {
        return "Prints completion for a shell: source <(heddle completion bash)";
    }

    @Override
    public String usage() {
        return "bash|zsh";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(CommonOptions.VERBOSE, CommonOptions.HELP));
    }

    @Override
    public int mostOperands() {
        return 1;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        String shell = line.operand(0).orElse("bash");
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw CommandFailure.usage("There is completion for bash and zsh, not for '" + shell + "'.", "");
        }
        if (shell.equals("zsh")) {
            context.terminal().result("autoload -U +X bashcompinit && bashcompinit");
        }
        script().forEach(context.terminal()::result);
        return ExitCode.OK;
    }

    private List<String> script() {
        String names = commands.stream().map(Command::name).collect(Collectors.joining(" "));
        Stream<String> cases =
                commands.stream().map(command -> "    " + command.name() + ") words='" + words(command) + "' ;;");
        return Stream.of(
                        Stream.of(
                                "_heddle() {",
                                "  local words current=${COMP_WORDS[COMP_CWORD]}",
                                "  if [ \"$COMP_CWORD\" -eq 1 ]; then",
                                "    COMPREPLY=($(compgen -W '" + names + "' -- \"$current\"))",
                                "    return",
                                "  fi",
                                "  case ${COMP_WORDS[1]} in"),
                        cases,
                        Stream.of(
                                "    *) words='' ;;",
                                "  esac",
                                "  if [[ $current == -* ]]; then",
                                "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))",
                                "  else",
                                "    COMPREPLY=($(compgen -f -- \"$current\"))",
                                "  fi",
                                "}",
                                "complete -o filenames -F _heddle heddle"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String words(Command command) {
        return command.options().specs().stream()
                .filter(spec -> !spec.is(OptionSpec.Trait.HIDDEN))
                .flatMap(spec -> spec.shortName().equals(spec.longName())
                        ? Stream.of("--" + spec.longName())
                        : Stream.of("-" + spec.shortName(), "--" + spec.longName()))
                .collect(Collectors.joining(" "));
    }
}
