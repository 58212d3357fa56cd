package io.heddle.client.local.savepoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.SavepointFormatType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A flipped bit in any file of a checkpoint ends the start, and the error names the file and the checkpoint (F17). */
@Timeout(600)
class DamageTest {
    private static final long ENOUGH = 20_000;

    @TempDir
    private Path directory;

    private Runs runs;

    @BeforeEach
    void forget() {
        StatefulProgram.forgetAll();
        StatefulProgram.LIMIT.set(Long.MAX_VALUE);
        runs = new Runs(directory.resolve("ck"), 16);
    }

    @ParameterizedTest
    @CsvSource({
        "hashmap, hashmap, false",
        "rocksdb, rocksdb, false",
        "hashmap, rocksdb, true",
    })
    void everyFlippedBitIsFound(String written, String read, boolean savepoint) throws Exception {
        Path checkpoint = savepoint ? savepoint(written) : retained(written);
        Map<Path, Integer> files = Runs.bytesOf(checkpoint);
        assertTrue(files.size() > 1, "there is state outside of the metadata: " + files);
        assertEquals(
                !savepoint && written.equals("rocksdb"),
                files.keySet().stream().anyMatch(each -> each.toString().contains("/shared/")));
        // A file that several checkpoints share has the name of the first of them.
        String name = checkpoint.getFileName().toString();
        for (Map.Entry<Path, Integer> each : files.entrySet()) {
            Path file = each.getKey();
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            damaged[each.getValue()] ^= 16;
            Files.write(file, damaged);
            String error = failureOf(read, checkpoint);
            assertTrue(error.contains(file.getFileName().toString()), "names " + file + ": " + error);
            assertTrue(
                    error.contains(name) || error.contains(name.replace("chk-", "Checkpoint ") + " "),
                    "names " + checkpoint + ": " + error);
            assertEquals(Map.of(), StatefulProgram.FIRED);
            Files.write(file, whole);
        }
        JobClient whole = runs.start(2, read, checkpoint.toString());
        Runs.untilSeen(whole, 1);
        whole.cancel().get();
        assertThrows(
                ExecutionException.class, () -> whole.getJobExecutionResult().get());
    }

    private String failureOf(String backend, Path checkpoint) throws Exception {
        JobClient job = runs.start(2, backend, checkpoint.toString());
        ExecutionException failed = assertThrows(
                ExecutionException.class, () -> job.getJobExecutionResult().get());
        return String.valueOf(failed.getMessage());
    }

    private Path savepoint(String backend) throws Exception {
        JobClient job = runs.start(2, backend, null);
        Runs.untilSeen(job, ENOUGH);
        String path = Runs.savepoint(
                () -> job.stopWithSavepoint(false, directory.resolve("sp").toString(), SavepointFormatType.CANONICAL));
        return Path.of(path.replaceFirst("^file:", ""));
    }

    /** The checkpoint that is left when the job is cancelled. */
    private Path retained(String backend) throws Exception {
        JobClient job = runs.start(2, backend, null);
        Runs.untilSeen(job, ENOUGH);
        runs.nextCheckpoint(job);
        job.cancel().get();
        assertThrows(ExecutionException.class, () -> job.getJobExecutionResult().get());
        return runs.newest().orElseThrow();
    }
}
