package io.heddle.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.ConfigurationFile;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.config.Scope;
import io.heddle.core.config.Setting;
import io.heddle.core.config.Settings;
import io.heddle.core.config.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages that are made from the code. {@code ./mvnw test -pl yarn-client -am -Dtest=DocumentationTest -Dheddle.docs=write
 * -Dsurefire.failIfNoSpecifiedTests=false} writes them anew.
 */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int FILE_WIDTH = 100;

    @TempDir
    private Path directory;

    private static void same(Path file, String expected) throws IOException {
        if ("write".equals(System.getProperty("heddle.docs"))) {
            Files.writeString(file, expected);
        }
        assertEquals(expected, Files.readString(file), file + " is made from the code; see this test for how.");
    }

    @Test
    void every_key_is_documented() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# Configuration",
                "",
                "Keys are read from `heddle-conf.yaml` in `conf/` (or in `HEDDLE_CONF_DIR`; there `config.yaml` and",
                "`flink-conf.yaml` are read as well), written flat (`a.b.c: value`) or nested, and from `-D"
                        + " key=value`, which",
                "wins. A key that does not exist is refused with the name that was probably meant.",
                "`heddle conf explain KEY` shows what holds and who said so. This page is made from the code.",
                "",
                "*Where*: **client** the command line, **master** and **worker** the processes of an application,"
                        + " **job** may",
                "differ between the jobs of a session (`env.configure(...)` in a program sets those too).",
                "",
                "Keys that begin with one of these are handed on unread: "
                        + Settings.passedThrough().stream()
                                .map(prefix -> "`" + prefix + "`")
                                .collect(Collectors.joining(", "))
                        + ".",
                ""));
        for (Settings.Topic topic : Settings.topics()) {
            lines.add("## " + topic.title());
            lines.add("");
            lines.add("| key | type | default | where | meaning |");
            lines.add("| --- | --- | --- | --- | --- |");
            topic.settings().forEach(setting -> lines.add(row(setting)));
            lines.add("");
        }
        lines.remove(lines.size() - 1);
        same(ROOT.resolve("docs/configuration.md"), String.join("\n", lines) + "\n");
    }

    private static String row(Setting<?> setting) {
        String names = setting.aliases().isEmpty()
                ? ""
                : " Also: "
                        + setting.aliases().stream()
                                .map(alias -> "`" + alias.key() + "`")
                                .collect(Collectors.joining(", "))
                        + ".";
        String where = setting.traits().contains(Trait.WITHOUT_EFFECT)
                ? "accepted, without effect"
                : setting.scopes().stream()
                        .sorted()
                        .map(Scope::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        String value = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        return "| `" + setting.key() + "` | " + setting.type().name().replace("|", "\\|") + " | "
                + value.replace("|", "\\|") + " | " + where + " | "
                + (setting.description() + names).replace("|", "\\|") + " |";
    }

    @Test
    void the_file_of_the_distribution_shows_the_common_keys_and_their_defaults() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# Configuration of Heddle. Everything is a comment that shows the default: take away the '# ' to"
                        + " change it.",
                "# All keys: docs/configuration.md, or 'heddle conf list'; one key: 'heddle conf explain KEY'.",
                "# Flink's keys and files (flink-conf.yaml, config.yaml in HEDDLE_CONF_DIR) are understood."));
        for (Settings.Topic topic : Settings.topics()) {
            List<Setting<?>> common = topic.settings().stream()
                    .filter(setting -> setting.traits().contains(Trait.COMMON))
                    .toList();
            if (!common.isEmpty()) {
                lines.add("");
                lines.add("## " + topic.title());
            }
            for (Setting<?> setting : common) {
                lines.add("");
                HelpText.wrap(setting.description(), FILE_WIDTH).forEach(line -> lines.add("# " + line));
                lines.add(("# " + setting.key() + ": " + setting.defaultText()).stripTrailing());
            }
        }
        String text = String.join("\n", lines) + "\n";
        same(ROOT.resolve("conf/heddle-conf.yaml"), text);

        Path uncommented = directory.resolve("heddle-conf.yaml");
        Files.writeString(
                uncommented,
                text.lines()
                        .filter(line -> line.matches("# [a-z][^ ]*: .+"))
                        .map(line -> line.substring(2))
                        .collect(Collectors.joining("\n")));
        Configuration read = new ConfigurationBuilder()
                .putAll(ConfigurationFile.read(uncommented))
                .build()
                .configuration();
        read.entries()
                .forEach((key, entry) -> assertEquals(
                        Settings.find(key).orElseThrow().defaultText(), entry.value(), key + " as the file shows it"));
        assertTrue(read.entries().size() > 5, "the file shows keys");
    }

    @Test
    void every_option_is_documented() throws IOException {
        Path file = ROOT.resolve("docs/command-line.md");
        String begin = "<!-- made from the code: begin -->\n";
        String page = Files.readString(file);
        int cut = page.indexOf(begin);
        assertTrue(cut > 0, "the page has a place for what is made from the code");
        StringBuilder text = new StringBuilder(page.substring(0, cut + begin.length()));
        FakeTerminal terminal = new FakeTerminal("", FILE_WIDTH);
        Context context = new Context(
                new ProcessEnvironment(Map.of(), Map.of()),
                terminal.terminal(),
                Pause.system(),
                (environment, configuration) -> {
                    throw new IllegalStateException("help needs no cluster");
                });
        HeddleCli cli = HeddleCli.of(context);
        for (String name : cli.names().toList()) {
            text.append(section("heddle " + name, () -> cli.run(List.of(name, "-h")), terminal));
        }
        text.append(section("yarn-session.sh", () -> YarnSessionCli.run(List.of("-h"), context), terminal));
        same(file, text.toString());
    }

    private static String section(String title, Supplier<ExitCode> help, FakeTerminal terminal) {
        int before = terminal.out().length();
        assertEquals(ExitCode.OK, help.get());
        return "\n### `" + title + "`\n\n```text\n"
                + terminal.out().substring(before).stripTrailing() + "\n```\n";
    }
}
