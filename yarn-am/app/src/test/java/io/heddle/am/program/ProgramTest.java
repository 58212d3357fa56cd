package io.heddle.am.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.am.rest.Master;
import io.heddle.am.start.StartGuard;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.launch.ProgramLaunch;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.usercode.Artifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Configuration configuration = Configuration.of(settings, Origin.PROGRAM);
        LocalStorage storage = new LocalStorage();
        new Program(
                        new ProgramLaunch(Idle.class.getName(), List.of(), List.of(), Set.of()),
                        "application_1_0001",
                        configuration,
                        StartOptions.FRESH,
                        new StartGuard(storage, configuration),
                        new Artifacts(storage, directory),
                        new Listening())
                .run();
    }

    @Test
    void itEndsWithTheProgram() {
        run(Map.of());
        Event.ShutdownCluster end = (Event.ShutdownCluster) asked.get(0);
        assertEquals(FinalStatus.FAILED, end.status());
        assertTrue(end.reason().contains("without a job"), end::reason);
    }

    @Test
    void itStaysIfTheUserSaysSo() {
        run(Map.of("execution.shutdown-on-application-finish", "false"));
        assertEquals(List.of(), asked);
    }
}
