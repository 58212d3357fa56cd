package io.heddle.client.cli;

import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Setting;
import io.heddle.core.config.Settings;
import io.heddle.core.config.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code heddle conf}: what a key means, what holds, and who said so. */
final class ConfCommand implements Command {
    @Override
    public String name() {
        return "conf";
    }

    @Override
    public String summary() {
        return "Shows configuration keys: value, default, origin, older names, where a key takes effect.";
    }

    @Override
    public String usage() {
        return "explain KEY | list [OPTIONS]";
    }

    @Override
    public OptionTable options() {
        return new OptionTable(
                List.of(CommonOptions.DEFINE, CommonOptions.OUTPUT, CommonOptions.VERBOSE, CommonOptions.HELP));
    }

    @Override
    public int mostOperands() {
        return 2;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        String verb = line.operand(0).orElse("");
        List<ClientSettings.Given> given = new ArrayList<>(CommonOptions.settings(options(), line));
        Configuration configuration = context.settings(given);
        if (verb.equals("list") && line.operands().size() == 1) {
            list(configuration, CommonOptions.json(line), context.terminal());
        } else if (verb.equals("explain") && line.operands().size() == 2) {
            explain(line.operands().get(1), configuration, CommonOptions.json(line), context.terminal());
        } else {
            throw CommandFailure.usage(
                    "'heddle conf' needs 'list' or 'explain KEY'.",
                    "heddle conf explain taskmanager.numberOfTaskSlots");
        }
        return ExitCode.OK;
    }

    private static void list(Configuration configuration, boolean json, Terminal terminal) {
        if (json) {
            terminal.result(JsonLines.of(Settings.all().stream()
                    .map(setting -> described(setting, configuration))
                    .toList()));
            return;
        }
        for (Setting<?> setting : Settings.all()) {
            String value = value(setting, configuration);
            terminal.result(setting.key() + ": " + value
                    + (configuration.isSet(setting) ? "  (" + configuration.origin(setting) + ")" : ""));
        }
        configuration.entries().forEach((key, entry) -> {
            if (Settings.find(key).isEmpty()) {
                terminal.result(key + ": " + Configuration.shown(key, entry.value()) + "  (" + entry.origin() + ")");
            }
        });
    }

    private static void explain(String key, Configuration configuration, boolean json, Terminal terminal) {
        Setting<?> setting = Settings.find(key).orElseThrow(() -> {
            List<String> closest = Settings.closestTo(key);
            return new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no key " + key + ".",
                    "",
                    closest.isEmpty()
                            ? "'heddle conf list' shows all keys."
                            : "Did you mean " + String.join(" or ", closest) + "?");
        });
        Map<String, Object> described = described(setting, configuration);
        if (json) {
            terminal.result(JsonLines.of(described));
            return;
        }
        described.forEach((name, value) -> {
            List<String> text = HelpText.wrap(String.valueOf(value), Math.max(30, terminal.width() - 14));
            terminal.result(String.format("%-13s %s", name, text.get(0)));
            text.stream().skip(1).forEach(more -> terminal.result(" ".repeat(14) + more));
        });
    }

    private static String value(Setting<?> setting, Configuration configuration) {
        Configuration.Entry entry = configuration.entries().get(setting.key());
        String text = entry == null ? setting.defaultText() : entry.value();
        return text.isEmpty() ? "(not set)" : Configuration.shown(setting.key(), text);
    }

    private static Map<String, Object> described(Setting<?> setting, Configuration configuration) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("key", setting.key());
        described.put("value", value(setting, configuration));
        described.put("default", setting.defaultText().isEmpty() ? "(none)" : setting.defaultText());
        described.put("origin", configuration.origin(setting).toString());
        described.put("type", setting.type().name());
        described.put("meaning", setting.description());
        if (!setting.aliases().isEmpty()) {
            described.put(
                    "other names",
                    String.join(
                            ", ",
                            setting.aliases().stream().map(Setting.Alias::key).toList()));
        }
        described.put(
                "takes effect",
                setting.traits().contains(Trait.WITHOUT_EFFECT)
                        ? "nowhere in this version"
                        : String.join(
                                ", ",
                                setting.scopes().stream()
                                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                                        .sorted()
                                        .toList()));
        return described;
    }
}
