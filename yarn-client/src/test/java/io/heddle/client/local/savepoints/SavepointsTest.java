package io.heddle.client.local.savepoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.SavepointFormatType;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.core.checkpoint.stored.CheckpointCatalogue;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.storage.LocalStorage;
import io.heddle.engine.state.StateHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program with every kind of state goes on from savepoints: at other parallelisms, in other backends, from elsewhere. */
@Timeout(600)
class SavepointsTest {
    private static final int MOST = 16;
    private static final long LEG = 20_000;

    @TempDir
    private Path directory;

    private Runs runs;

    @BeforeEach
    void forget() {
        StatefulProgram.forgetAll();
        runs = new Runs(directory.resolve("ck"), MOST);
    }

    private String savepoint(JobClient job, boolean drain) throws Exception {
        return Runs.savepoint(
                () -> job.stopWithSavepoint(drain, directory.resolve("sp").toString(), SavepointFormatType.CANONICAL));
    }

    /** Every kind of operator state tells the same position as the source. */
    private static void checkRestored(int parallelism) {
        long position = StatefulProgram.RESTORED_AT.get();
        assertEquals(position, StatefulProgram.RESTORED_LIST.get(), "the list, dealt out");
        Queue<Long> unions = StatefulProgram.RESTORED_UNIONS;
        assertEquals(parallelism, unions.size());
        assertTrue(unions.stream().allMatch(each -> each == position), unions + " are all " + position);
    }

    private static void checkEnd(long numbers) {
        assertEquals(List.of(), List.copyOf(StatefulProgram.COMPLAINTS));
        assertEquals(Set.of(), StatefulProgram.MISSING_RULES);
        assertEquals(StatefulProgram.KEYS, StatefulProgram.FIRED.size());
        for (long key = 0; key < StatefulProgram.KEYS; key++) {
            long count = (numbers - key + StatefulProgram.KEYS - 1) / StatefulProgram.KEYS;
            assertEquals(List.of(key, key, count, count, count / 50), StatefulProgram.FIRED.get(key));
        }
    }

    private static String moved(String savepoint, Path to) throws Exception {
        Path from = Path.of(savepoint.replaceFirst("^file:", ""));
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        return to.toString();
    }

    @Test
    void fromOneToSevenToThreeToAll() throws Exception {
        StatefulProgram.LIMIT.set(Long.MAX_VALUE);
        JobClient job = runs.start(1, "hashmap", null);
        Runs.untilSeen(job, LEG);
        String first = savepoint(job, false);

        job = runs.start(7, "rocksdb", moved(first, directory.resolve("elsewhere/deep/one")));
        Runs.untilSeen(job, LEG);
        checkRestored(7);
        String second = savepoint(job, false);

        job = runs.start(3, "hashmap", second);
        Runs.untilSeen(job, LEG);
        checkRestored(3);
        String third = savepoint(job, false);

        StatefulProgram.LIMIT.set(StatefulProgram.POSITION.get() + LEG);
        job = runs.start(MOST, "rocksdb", third);
        job.getJobExecutionResult().get();
        checkRestored(MOST);
        checkEnd(StatefulProgram.LIMIT.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNativeSavepointIsWholeInItselfAndMayBeMoved(boolean stopping) throws Exception {
        StatefulProgram.LIMIT.set(Long.MAX_VALUE);
        JobClient job = runs.start(2, "rocksdb", null);
        Runs.untilSeen(job, LEG);
        JobClient first = job;
        String savepoint = Runs.savepoint(() -> stopping
                ? first.stopWithSavepoint(false, directory.resolve("sp").toString(), SavepointFormatType.NATIVE)
                : first.triggerSavepoint(directory.resolve("sp").toString(), SavepointFormatType.NATIVE));
        if (stopping) {
            job.getJobExecutionResult().get();
        } else {
            job.cancel().get();
            ended(job);
        }
        StoredCheckpoint stored = new CheckpointCatalogue(new LocalStorage()).read(savepoint);
        assertTrue(stored.metadata().kind().isNativeSavepoint());
        assertTrue(stored.segments().noneMatch(each -> each.format().equals(StateHeader.CANONICAL)));
        String there = moved(savepoint, directory.resolve("elsewhere/native"));
        // A fast machine may have had no time for a checkpoint.
        if (Files.exists(runs.checkpoints())) {
            Files.move(runs.checkpoints(), directory.resolve("gone"));
        }
        job = runs.start(5, "rocksdb", there);
        Runs.untilSeen(job, LEG);
        checkRestored(5);
        StatefulProgram.LIMIT.set(StatefulProgram.POSITION.get() + LEG);
        job.getJobExecutionResult().get();
        checkEnd(StatefulProgram.LIMIT.get());
    }

    @Test
    void drainingLetsEventTimeEndAndTimersFire() throws Exception {
        StatefulProgram.LIMIT.set(Long.MAX_VALUE);
        JobClient job = runs.start(2, "hashmap", null);
        Runs.untilSeen(job, LEG);
        savepoint(job, true);
        job.getJobExecutionResult().get();
        checkEnd(StatefulProgram.SAVED.get());
    }

    @Test
    void aProgramMayNameWhereItStarts() throws Exception {
        StatefulProgram.LIMIT.set(Long.MAX_VALUE);
        JobClient job = runs.start(1, "hashmap", null);
        Runs.untilSeen(job, LEG);
        String savepoint = savepoint(job, false);
        job.getJobExecutionResult().get();

        StatefulProgram.forgetRun();
        StatefulProgram.LIMIT.set(StatefulProgram.POSITION.get() + LEG);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(
                2, Configuration.fromMap(Map.of("execution.state-recovery.path", savepoint)));
        StatefulProgram.build(env, MOST);
        env.execute("goes on");
        checkRestored(2);
        checkEnd(StatefulProgram.LIMIT.get());
    }

    @Test
    void whoHearsOfAJobsEndFindsNoneOfItsCheckpoints() throws Exception {
        StatefulProgram.LIMIT.set(Long.MAX_VALUE);
        JobClient job = runs.start(1, "hashmap", null);
        Runs.untilSeen(job, LEG);
        runs.nextCheckpoint(job);
        savepoint(job, false);
        job.getJobExecutionResult().get();
        assertEquals(List.of(), runs.checkpointFiles());
    }

    private static void ended(JobClient job) throws Exception {
        ExecutionException ended = assertThrows(
                ExecutionException.class, () -> job.getJobExecutionResult().get());
        assertTrue(String.valueOf(ended.getMessage()).contains("was cancelled"), ended.getMessage());
    }
}
