package io.heddle.am.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.am.rest.Master;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.control.Epoch;
import io.heddle.core.plan.JobId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** What a program that is run once more by the next attempt hears of jobs that had ended under the last one. */
class ProgramJobTest {
    private static final JobId ID = new JobId("%032x".formatted(7));

    private final Coordinator coordinator = new Coordinator(
            CoordinatorSettings.of(false, Configuration.of(Map.of("jobstore.expiration-time", "20"), Origin.PROGRAM)),
            new Epoch(7, 1, 2),
            new Random(1));

    private final class Answering implements Master {
        @Override
        public CompletableFuture<Answer> ask(LongFunction<Event> event) {
            throw new UnsupportedOperationException();
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

    private void on(Event event, long nowMs) {
        for (Decision decision : coordinator.on(event, new Now(nowMs, nowMs))) {
            if (decision instanceof Decision.Persist persist) {
                on(new Event.PersistDone(persist.token()), nowMs);
            }
        }
    }

    private ProgramJob ended() {
        LedgerEntry.JobEnded ended =
                new LedgerEntry.JobEnded(ID, "first", JobStatus.FINISHED, null, Map.of(), 1_000, 3_000);
        on(new Event.LedgerRecovered(List.of(ended), List.of()), 4_000);
        return new ProgramJob(new Answering(), ID, "first", getClass().getClassLoader());
    }

    @Test
    void theResultOfAJobThatEndedUnderAnEarlierAttemptIsWhole() throws Exception {
        assertEquals(2_000, ended().getJobExecutionResult().get().getNetRuntime());
    }

    @Test
    void aJobThatIsNoLongerShownHasEndedAllTheSame() throws Exception {
        ended();
        on(new Event.Tick(), 4_000_000);
        assertEquals(List.of(), coordinator.cluster().jobs());
        ProgramJob job = new ProgramJob(new Answering(), ID, "first", getClass().getClassLoader());
        assertEquals(JobStatus.FINISHED, job.end().get().status());
    }
}
