package io.heddle.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionTableTest {
    private static ParsedCommand parse(String... words) {
        return RunOptions.TABLE.parse("heddle run", List.of(words));
    }

    private static String setting(ParsedCommand line, String key) {
        List<ClientSettings.Given> given = CommonOptions.settings(RunOptions.TABLE, line);
        return given.stream()
                .filter(one -> one.key().equals(key))
                .map(ClientSettings.Given::value)
                .reduce("", (first, last) -> last);
    }

    @Test
    void options_may_follow_what_is_no_program() {
        ParsedCommand why =
                new WhyCommand().options().parse("heddle why", List.of("application_1_2", "--output", "json"));
        assertEquals(List.of("application_1_2"), why.operands());
        assertTrue(CommonOptions.json(why));
        ParsedCommand run = RunOptions.TABLE.parse("heddle run", List.of("a.jar", "--output", "json"));
        assertEquals(List.of("a.jar", "--output", "json"), run.operands());
    }

    @Test
    void the_line_of_the_old_guides_is_understood() {
        ParsedCommand line = parse(
                "-m",
                "yarn-cluster",
                "-yn",
                "2",
                "-yjm",
                "1024",
                "-ytm",
                "1536",
                "-ys",
                "2",
                "-yD",
                "k=v",
                "-yqu",
                "batch",
                "-ynm",
                "name",
                "-p",
                "4",
                "job.jar",
                "--input",
                "-p",
                "x");
        assertEquals(List.of("job.jar", "--input", "-p", "x"), line.operands());
        assertEquals("1g", setting(line, "jobmanager.memory.process.size"));
        assertEquals("1536m", setting(line, "taskmanager.memory.process.size"));
        assertEquals("2", setting(line, "taskmanager.numberOfTaskSlots"));
        assertEquals("batch", setting(line, "yarn.application.queue"));
        assertEquals("4", setting(line, "parallelism.default"));
        assertEquals("v", setting(line, "k"));
    }

    @Test
    void arguments_may_be_joined_in_every_usual_way() {
        assertEquals("2g", setting(parse("-yjm=2048", "a.jar"), "jobmanager.memory.process.size"));
        assertEquals("2g", setting(parse("--yarnjobManagerMemory=2g", "a.jar"), "jobmanager.memory.process.size"));
        assertEquals("b=c", setting(parse("-yDa=b=c", "a.jar"), "a"));
        assertEquals("-Dx=1 -Dy=2", setting(parse("-D", "env.java.opts=-Dx=1 -Dy=2", "a.jar"), "env.java.opts"));
        assertEquals("v", setting(parse("-Dk=v", "a.jar"), "k"));
    }

    @Test
    void repeated_options_gather_and_others_are_refused_twice() {
        assertEquals("u1;u2", setting(parse("-C", "u1", "-C", "u2", "a.jar"), "pipeline.classpaths"));
        CommandFailure failure = assertThrows(CommandFailure.class, () -> parse("-p", "1", "-p", "2", "a.jar"));
        assertEquals(ExitCode.USAGE, failure.exitCode());
    }

    @Test
    void wrong_options_get_a_hint() {
        CommandFailure unknown = assertThrows(CommandFailure.class, () -> parse("-yX", "1", "a.jar"));
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        CommandFailure inOtherCase = assertThrows(CommandFailure.class, () -> parse("-YTM", "1", "a.jar"));
        assertTrue(inOtherCase.problem().mend().contains("-ytm"));
        assertThrows(CommandFailure.class, () -> parse("-p"));
        assertThrows(CommandFailure.class, () -> parse("-ytm", "lots", "a.jar"));
    }

    @Test
    void two_dashes_end_the_options() {
        assertEquals(List.of("-weird.jar"), parse("-p", "1", "--", "-weird.jar").operands());
    }

    @Test
    void names_are_unique_and_help_fits() {
        for (OptionTable table : List.of(RunOptions.TABLE, new YarnSessionCommand().options())) {
            Set<String> names = new HashSet<>();
            for (OptionSpec spec : table.specs()) {
                assertTrue(names.add(spec.shortName()), spec.shortName());
                if (!spec.longName().equals(spec.shortName())) {
                    assertTrue(names.add(spec.longName()), spec.longName());
                }
            }
            for (int width : List.of(60, 80, 120)) {
                HelpText.options(table, width).forEach(line -> assertTrue(line.length() <= width, line));
            }
        }
    }
}
