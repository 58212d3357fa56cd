package io.heddle.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.deploy.Deployment;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.ExecutionSettings.Target;
import io.heddle.core.config.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
    private final FakeTerminal terminal = new FakeTerminal("");

    private RunOptions.Asked ask(String... words) {
        ParsedCommand line = RunOptions.TABLE.parse("heddle run", List.of(words));
        ConfigurationBuilder builder = new ConfigurationBuilder();
        RunOptions.settings(line, terminal.terminal())
                .forEach(given -> builder.put(given.key(), given.value(), Origin.commandLine(given.option())));
        Configuration configuration = builder.build().configuration();
        return RunOptions.interpret(line, configuration, false);
    }

    private static void refuses(ExitCode code, Runnable work, String... parts) {
        CommandFailure failure = assertThrows(CommandFailure.class, work::run);
        assertEquals(code, failure.exitCode());
        for (String part : parts) {
            assertTrue(
                    failure.problem().sentence().contains(part),
                    failure.problem().sentence());
        }
    }

    @Test
    void targets_are_recognised() {
        assertEquals(
                Optional.of(Target.YARN_PER_JOB),
                ask("-m", "yarn-cluster", "a.jar").target());
        assertEquals(
                Optional.of(Target.YARN_PER_JOB),
                ask("-t", "yarn-per-job", "a.jar").target());
        assertEquals(
                Optional.of(Target.YARN_APPLICATION),
                ask("-t", "yarn-application", "a.jar").target());
        assertEquals(Optional.of(Target.LOCAL), ask("-t", "local", "a.jar").target());
        assertEquals(
                Optional.of(Target.YARN_SESSION),
                ask("-yid", "application_1_2", "a.jar").target());
        assertEquals(
                Optional.of(Target.YARN_SESSION),
                ask("-t", "yarn-session", "-Dyarn.application.id=application_1_2", "a.jar")
                        .target());
        assertEquals(Optional.empty(), ask("a.jar").target());
    }

    @Test
    void contradictions_are_refused() {
        refuses(ExitCode.USAGE, () -> ask("-m", "localhost:8081", "a.jar"), "localhost:8081");
        refuses(ExitCode.USAGE, () -> ask("-m", "yarn-cluster", "-t", "yarn-session", "a.jar"));
        refuses(ExitCode.USAGE, () -> ask("-m", "yarn-cluster", "-yid", "application_1_2", "a.jar"), "-yid");
        refuses(ExitCode.USAGE, () -> ask("-t", "yarn-per-job", "-yid", "application_1_2", "a.jar"), "-yid");
        refuses(ExitCode.USAGE, () -> ask("-t", "yarn-application", "-yid", "application_1_2", "a.jar"), "-yid");
        refuses(ExitCode.USAGE, () -> ask("-t", "nowhere", "a.jar"), "nowhere");
        refuses(ExitCode.USAGE, () -> ask("-d", "--wait", "finished", "a.jar"));
        refuses(ExitCode.USAGE, () -> ask("-m", "yarn-cluster"), "jar");
    }

    @Test
    void options_that_could_only_be_ignored_are_refused() {
        refuses(ExitCode.USAGE, () -> ask("-yqu", "batch", "-yid", "application_1_2", "a.jar"), "-yqu", "session");
        refuses(ExitCode.USAGE, () -> ask("-ytm", "1g", "a.jar"), "-ytm");
        refuses(
                ExitCode.USAGE,
                () -> ask("-D", "slot.request.timeout=20s", "a.jar"),
                "slot.request.timeout",
                "yarn-session.sh -D");
        refuses(
                ExitCode.USAGE,
                () -> ask("-D", "yarn.application.queue=batch", "a.jar"),
                "yarn.application.queue",
                "yarn-session.sh -D");
        assertEquals("a.jar", ask("-D", "execution.buffer-timeout=1", "a.jar").jar());
        assertEquals(
                "a.jar",
                ask("-m", "yarn-cluster", "-D", "slot.request.timeout=20s", "a.jar")
                        .jar());
        refuses(ExitCode.USAGE, () -> ask("-t", "local", "-ys", "2", "a.jar"), "-ys");
    }

    @Test
    void no_ops_warn_once_with_the_modern_form() {
        ask("-m", "yarn-cluster", "-yst", "-yd", "-yj", "x.jar", "a.jar");
        String said = terminal.err();
        assertTrue(said.contains("-yst has no effect"), said);
        assertTrue(said.contains("write -d"), said);
        assertEquals(said.indexOf("-yj has"), said.lastIndexOf("-yj has"));
    }

    @Test
    void detached_commands_wait_for_running_and_attached_ones_for_the_end() {
        assertEquals(
                Deployment.WaitFor.FINISHED, ask("-m", "yarn-cluster", "a.jar").waitFor());
        assertEquals(
                Deployment.WaitFor.RUNNING,
                ask("-m", "yarn-cluster", "-d", "a.jar").waitFor());
        assertEquals(
                Deployment.WaitFor.ACCEPTED,
                ask("-m", "yarn-cluster", "--wait", "accepted", "a.jar").waitFor());
        assertEquals(
                List.of("x", "-y"),
                ask("-m", "yarn-cluster", "a.jar", "x", "-y").arguments());
    }
}
