package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@link io.heddle.cluster.programs.Ticks} in a session: one slot, a checkpoint every second, and a file that tells when
 * each record was put out.
 */
record TickRun(Cluster cluster, String session, String job, Path file) {
    private static final int PATIENCE_S = 180;

    static TickRun start(Cluster cluster, String session, String name) throws IOException {
        Path file = cluster.scratch().resolve(name + "-ticks");
        Files.deleteIfExists(file);
        String job = cluster.heddle(
                        "run",
                        "-yid",
                        session,
                        "-d",
                        "--fresh",
                        "-c",
                        Cluster.program("Ticks"),
                        "-Drestart-strategy.type=fixed-delay",
                        "-Drestart-strategy.fixed-delay.attempts=1000",
                        "-Drestart-strategy.fixed-delay.delay=0 ms",
                        "-Dexecution.checkpointing.dir=" + Cluster.home(name + "-tick-checkpoints"),
                        cluster.programs().toString(),
                        "--file",
                        file.toString())
                .exits(0)
                .job();
        return new TickRun(cluster, session, job, file);
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

    void assertNothingLost() {
        assertEquals(0, log().lost(), "ticks never written");
    }

    /** Every tick was written exactly once: no task has gone back to a checkpoint. */
    void assertNothingRewound() {
        assertEquals(0, log().repeated(), "ticks written twice");
        assertNothingLost();
    }
}
