package io.heddle.client.cli;

import io.heddle.client.terminal.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code heddle version}. */
final class VersionCommand implements Command {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String summary() {
        return "Shows the versions of Heddle and Java.";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(List.of(CommonOptions.OUTPUT, CommonOptions.VERBOSE, CommonOptions.HELP));
    }

    @Override
    public int mostOperands() {
        return 0;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        String version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
        String java = context.environment().property("java.version").orElse("unknown");
        if (CommonOptions.json(line)) {
            context.terminal().result(JsonLines.of(new TreeMap<>(Map.of("heddle", version, "java", java))));
            return ExitCode.OK;
        }
        context.terminal().result("Heddle " + version);
        context.terminal().result("Java " + java);
        for (String variable : List.of("HEDDLE_HOME", "HEDDLE_CONF_DIR", "HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
            context.terminal()
                    .detail(variable + "="
                            + context.environment().variable(variable).orElse("(not set)"));
        }
        return ExitCode.OK;
    }
}
