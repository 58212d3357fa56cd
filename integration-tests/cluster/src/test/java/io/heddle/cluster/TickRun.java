package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link io.heddle.cluster.programs.twins.Ticks}, or their laden kind, in a session of Heddle or of Flink: one slot, checkpoints, and
 * a file that tells when each record was put out.
 *
 * @param masterClass the main class of the session's master
 */
record TickRun(Cluster cluster, String session, String job, Path file, String masterClass) {
    private static final int PATIENCE_S = 180;
    /** Every death is followed by a new beginning at once. */
    private static final List<String> RESTARTS = List.of(
            "-Drestart-strategy.type=fixed-delay",
            "-Drestart-strategy.fixed-delay.attempts=1000",
            "-Drestart-strategy.fixed-delay.delay=0 ms");

    static TickRun start(Cluster cluster, String session, String name) throws IOException {
        return start(cluster, session, name, "Ticks");
    }

    static TickRun start(Cluster cluster, String session, String name, String program, String... arguments)
            throws IOException {
        Path file = fresh(cluster, name);
        List<String> command = new ArrayList<>(List.of("run", "-yid", session, "-d", "--fresh"));
        command.addAll(program(name, program));
        command.add(cluster.programs().toString());
        command.addAll(arguments(file, arguments));
        String job = cluster.heddle(command.toArray(String[]::new)).exits(0).job();
        return new TickRun(cluster, session, job, file, Cluster.MASTER);
    }

    static TickRun start(Cluster cluster, Flink flink, String session, String name, String program, String... arguments)
            throws IOException {
        Path file = fresh(cluster, name);
        List<String> command =
                new ArrayList<>(List.of("run", "-t", "yarn-session", "-Dyarn.application.id=" + session, "-d"));
        command.addAll(program(name, program));
        command.add(flink.programs().toString());
        command.addAll(arguments(file, arguments));
        String job = flink.command(command.toArray(String[]::new)).exits(0).job();
        return new TickRun(cluster, session, job, file, Flink.SESSION_MASTER);
    }

    private static Path fresh(Cluster cluster, String name) throws IOException {
        Path file = cluster.scratch().resolve(name + "-ticks");
        Files.deleteIfExists(file);
        return file;
    }

    private static List<String> program(String name, String program) {
        List<String> options = new ArrayList<>(RESTARTS);
        options.add("-Dexecution.checkpointing.dir=" + Cluster.home(name + "-tick-checkpoints"));
        options.add("-c");
        options.add(Cluster.program("twins." + program));
        return options;
    }

    private static List<String> arguments(Path file, String... others) {
        List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
        arguments.addAll(List.of(others));
        return arguments;
    }

    TickLog log() {
        return TickLog.read(file);
    }

    /** Waits until something was put out after that time, in milliseconds since the epoch. */
    void awaitAfter(long timeMs) {
        cluster.until("ticks after " + timeMs, PATIENCE_S, () -> log().lastMs() > timeMs);
    }

    /** The worker that puts out. */
    ProcessHandle worker() {
        return ProcessHandle.of(log().lastWriter()).orElseThrow();
    }

    /** The masters' processes: one, unless the former still ends. */
    List<ProcessHandle> masters() {
        return cluster.processes(session, masterClass);
    }

    void assertNothingLost() {
        assertEquals(0, log().lost(), "ticks never written");
    }

    /** Every tick was written exactly once: no task has gone back to a checkpoint. */
    void assertNothingRewound() {
        assertEquals(0, log().repeated(), "ticks written twice");
        assertNothingLost();
    }
}
