package io.heddle.client.cli;

import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.YarnSettings;
import java.util.ArrayList;
import java.util.List;

/** Options that many commands share, and how options become settings. */
final class CommonOptions {
    static final OptionSpec HELP = OptionSpec.flag("h", "help", "Shows this help.");
    static final OptionSpec VERBOSE =
            OptionSpec.flag("v", "verbose", "Tells more, and shows the stack trace of a failure.");
    static final OptionSpec DEFINE = OptionSpec.value("D", "define", "KEY=VALUE", "Sets any configuration key.")
            .with(OptionSpec.Trait.REPEATABLE);
    static final OptionSpec OUTPUT =
            OptionSpec.value("output", "output", "text|json", "Form of the result on standard output.");
    static final OptionSpec APPLICATION = OptionSpec.value(
                    "yid", "yarnapplicationId", "ID", "The running application to talk to.")
            .sets(YarnSettings.APPLICATION_ID.key());
    static final OptionSpec TARGET = OptionSpec.value(
                    "t", "target", "TARGET", "No effect: the application is found by its id.")
            .with(OptionSpec.Trait.NO_OP, OptionSpec.Trait.HIDDEN);
    static final OptionSpec NAMESPACE = OptionSpec.value(
                    "z", "zookeeperNamespace", "NAME", "No effect: the application is found by its id.")
            .with(OptionSpec.Trait.NO_OP, OptionSpec.Trait.HIDDEN);

    static final OptionSpec MANAGER = OptionSpec.value(
                    "m", "jobmanager", "yarn-cluster", "No effect: the application is found by its id.")
            .with(OptionSpec.Trait.NO_OP, OptionSpec.Trait.HIDDEN);

    private CommonOptions() {}

    /** Table of a command that talks to running applications. */
    static OptionTable forRunning(OptionSpec... own) {
        return new OptionTable(List.of()).plus(own).plus(APPLICATION, TARGET, NAMESPACE, DEFINE, OUTPUT, VERBOSE, HELP);
    }

    /** The settings that the options given stand for; -D comes last and so wins. */
    static List<ClientSettings.Given> settings(OptionTable table, ParsedCommand line) {
        List<ClientSettings.Given> given = new ArrayList<>();
        for (OptionSpec spec : table.specs()) {
            spec.settingKey().ifPresent(key -> {
                if (line.has(spec.shortName())) {
                    List<String> values = line.values(spec.shortName());
                    String value = values.isEmpty() ? "true" : String.join(";", values);
                    given.add(new ClientSettings.Given(key, value, spec.shown()));
                }
            });
        }
        for (String option : List.of("yD", "D")) {
            for (String pair : line.values(option)) {
                int equals = pair.indexOf('=');
                if (equals <= 0) {
                    throw CommandFailure.usage(
                            "-" + option + " needs KEY=VALUE, not '" + pair + "'.",
                            "For example -" + option + " parallelism.default=4");
                }
                given.add(
                        new ClientSettings.Given(pair.substring(0, equals), pair.substring(equals + 1), "-" + option));
            }
        }
        return given;
    }

    /** Says of every option given that does nothing that it can be left out. */
    static void warnOfNoOps(OptionTable table, ParsedCommand line, Terminal terminal) {
        for (OptionSpec spec : table.specs()) {
            if (spec.is(OptionSpec.Trait.NO_OP) && line.has(spec.shortName())) {
                terminal.warn(spec.shown() + " has no effect and can be left out. " + spec.help());
            }
        }
    }

    /** Whether the result is wanted as JSON. */
    static boolean json(ParsedCommand line) {
        String form = line.value("output").orElse("text");
        return switch (form) {
            case "text" -> false;
            case "json" -> true;
            default -> throw CommandFailure.usage("--output is 'text' or 'json', not '" + form + "'.", "");
        };
    }
}
