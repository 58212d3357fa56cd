package io.heddle.am.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.am.rest.Master;
import io.heddle.am.start.StartGuard;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.ProgramLaunch;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.usercode.Artifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the application when the program that runs in its master is over. */
class ProgramTest {
    @TempDir
    private Path directory;

    private final List<Event> asked = new ArrayList<>();

    /** A program that hands in no job. */
    public static final class Idle {
        private Idle() {}

        public static void main(String[] args) {}
    }

    /** A program that hands in one job and waits for it. */
    public static final class Once {
        private Once() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            environment.fromData(1L, 2L).print();
            environment.execute("once");
        }
    }

    /** An attempt that finds a job in its ledger. */
    private final class Knowing implements Master {
        private final Coordinator coordinator = new Coordinator(
                CoordinatorSettings.of(false, Configuration.empty()), new Epoch(7, 1, 2), new Random(1));

        Knowing(LedgerEntry known) {
            for (Decision decision :
                    coordinator.on(new Event.LedgerRecovered(List.of(known), List.of()), new Now(2_000, 2_000))) {
                if (decision instanceof Decision.Persist persist) {
                    coordinator.on(new Event.PersistDone(persist.token()), new Now(2_000, 2_000));
                }
            }
        }

        @Override
        public CompletableFuture<Answer> ask(LongFunction<Event> event) {
            asked.add(event.apply(1));
            return CompletableFuture.completedFuture(new Answer.Accepted(null));
        }

        @Override
        public <T> CompletableFuture<T> look(Function<Coordinator, T> at) {
            return CompletableFuture.completedFuture(at.apply(coordinator));
        }

        @Override
        public CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs) {
            return CompletableFuture.completedFuture(JobStatus.FINISHED);
        }
    }

    private final class Listening implements Master {
        @Override
        public CompletableFuture<Answer> ask(LongFunction<Event> event) {
            asked.add(event.apply(1));
            return CompletableFuture.completedFuture(new Answer.Accepted(null));
        }

        @Override
        public <T> CompletableFuture<T> look(Function<Coordinator, T> at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs) {
            throw new UnsupportedOperationException();
        }
    }

    private void run(Map<String, String> settings) {
        run(settings, Idle.class, StartOptions.FRESH, new Listening());
    }

    private void run(Map<String, String> settings, Class<?> program, StartOptions options, Master master) {
        Configuration configuration = Configuration.of(settings, Origin.PROGRAM);
        LocalStorage storage = new LocalStorage();
        new Program(
                        new ProgramLaunch(program.getName(), List.of(), List.of(), Set.of()),
                        "application_1_0001",
                        configuration,
                        options,
                        new StartGuard(storage, configuration),
                        new Artifacts(storage, directory),
                        master)
                .run();
    }

    @Test
    void itEndsWithTheProgram() {
        run(Map.of());
        Event.ShutdownCluster end = (Event.ShutdownCluster) asked.get(0);
        assertEquals(FinalStatus.FAILED, end.status());
        assertTrue(end.reason().contains("without a job"), end::reason);
    }

    /** What it started from may be gone, and what it has written is not to be started from. */
    @Test
    void howItsJobStartsIsNotDecidedAgainByTheNextAttempt() {
        JobId first = new JobId(UUID.nameUUIDFromBytes("application_1_0001/0".getBytes(UTF_8))
                .toString()
                .replace("-", ""));
        run(
                Map.of(
                        "execution.checkpointing.dir",
                        directory.resolve("checkpoints").toString()),
                Once.class,
                StartOptions.FRESH.from("latest"),
                new Knowing(new LedgerEntry.JobEnded(first, "once", JobStatus.FINISHED, null, Map.of(), 1_000, 1_500)));
        Event.ShutdownCluster end = (Event.ShutdownCluster) asked.get(0);
        assertEquals(FinalStatus.SUCCEEDED, end.status(), end::reason);
    }

    @Test
    void itStaysIfTheUserSaysSo() {
        run(Map.of("execution.shutdown-on-application-finish", "false"));
        assertEquals(List.of(), asked);
    }
}
