package io.heddle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.time.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCliTest {
    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SandboxCli cli =
            new SandboxCli(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), new SettableClock(0));

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "--dir",
                dir.resolve("none").toString(),
                "--lib",
                dir.resolve("no-lib").toString()));
        all.addAll(List.of(args));
        return cli.run(all);
    }

    @Test
    void wrongUseIsExplained() {
        assertEquals(2, run());
        assertEquals(2, run("begin"));
        assertEquals(2, run("start", "--nodes", "many"));
        assertEquals(2, run("start", "--nodes", "0"));
        assertEquals(2, run("start", "--nodes"));
        assertEquals(2, run("start", "--fast"));
        assertTrue(err.toString(UTF_8).contains("Usage: heddle sandbox"));
        assertEquals("", out.toString(UTF_8));
    }

    @Test
    void helpGoesToStdout() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString(UTF_8).contains("--nodes N"));
    }

    @Test
    void stoppingWhatNeverRanIsFineAndItsStatusIsNotFound() {
        assertEquals(0, run("stop"));
        assertEquals(8, run("status"));
    }

    @Test
    void withoutHadoopsJarsTheMendIsNamed() {
        assertEquals(1, run("start"));
        assertTrue(err.toString(UTF_8).contains("mvnw package"), err.toString(UTF_8));
    }
}
