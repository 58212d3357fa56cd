package io.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured must be the same work: both engines give as many results with the same checksum. */
class SameResultsTest {
    private static final long RECORDS = 30_000;

    /** Not those on RocksDB: each engine brings its own build of it, and this is one process. */
    static Stream<Workload> workloads() {
        return Arrays.stream(Workload.values())
                .filter(workload -> workload.suite().isThroughput() && workload.suite() != Workload.Suite.STATE);
    }

    @AfterAll
    static void deleteCheckpoints() throws IOException {
        CheckpointDirectory.delete(ProcessHandle.current().pid());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void bothEnginesAgree(Workload workload) throws Exception {
        Results ours = run(new HeddleEngine(), workload);
        Results theirs = run(new FlinkEngine(), workload);

        assertAll(
                () -> assertTrue(theirs.count > 0, "a comparison of nothing proves nothing"),
                () -> assertEquals(theirs, ours));
    }

    private record Results(long count, long sum) {}

    private static Results run(Engine engine, Workload workload) throws Exception {
        Probe.reset();
        engine.run(workload, RECORDS, 1);
        return new Results(Probe.count(), Probe.sum());
    }
}
