package io.heddle.am.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.Now;
import io.heddle.core.agent.IoPool;
import io.heddle.core.control.Epoch;
import io.heddle.core.launch.ArchiveNames;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Verb;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new master is asked about a job that ended under the last one. */
class JobPagesTest {
    private static final Now NOW = new Now(0, 0);
    private static final JobId ENDED = new JobId("0123456789abcdef0123456789abcdef");
    private static final JobId OF_ANOTHER_APPLICATION = new JobId("fedcba9876543210fedcba9876543210");

    @TempDir
    Path directory;

    private final LocalStorage storage = new LocalStorage();
    private final Coordinator coordinator = new Coordinator(
            CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(0, 1)), new Epoch(1, 1, 2), new Random(1));

    /** What was answered. */
    private record Heard(int status, Object said) {}

    @BeforeEach
    void takeOver() {
        LedgerEntry ended =
                new LedgerEntry.JobEnded(ENDED, "WordCount", JobStatus.FINISHED, null, Map.of(), 1_000, 2_000);
        for (Decision decision : coordinator.on(new Event.LedgerRecovered(List.of(ended), List.of()), NOW)) {
            if (decision instanceof Decision.Persist persist) {
                coordinator.on(new Event.PersistDone(persist.token()), NOW);
            }
        }
    }

    @Test
    void aJobThatEndedUnderAnEarlierMasterIsShownFromItsArchive() throws Exception {
        archive(ENDED);
        Heard heard = ask("/jobs/" + ENDED.hex(), ENDED);
        assertEquals(200, heard.status());
        assertEquals("WordCount", ((JsonNode) heard.said()).path("name").asText());
        assertEquals(404, ask("/jobs/" + ENDED.hex() + "/plan", ENDED).status());
    }

    @Test
    void withoutItsArchiveTheAnswerSaysWhatIsMissing() throws Exception {
        Heard heard = ask("/jobs/" + ENDED.hex(), ENDED);
        assertEquals(404, heard.status());
        assertTrue(heard.said().toString().contains("ended under an earlier master"), heard.toString());
    }

    @Test
    void jobsOfOtherApplicationsInTheSameArchiveAreNotShown() throws Exception {
        archive(OF_ANOTHER_APPLICATION);
        assertEquals(
                404,
                ask("/jobs/" + OF_ANOTHER_APPLICATION.hex(), OF_ANOTHER_APPLICATION)
                        .status());
    }

    private void archive(JobId job) throws Exception {
        String page = "{\"path\":\"/jobs/" + job.hex() + "\",\"json\":\"{\\\"name\\\":\\\"WordCount\\\"}\"}";
        storage.writeAtomically(
                ArchiveNames.job(directory.toString(), job.hex()),
                ("{\"archive\":[" + page + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private Heard ask(String path, JobId job) throws Exception {
        CompletableFuture<Heard> heard = new CompletableFuture<>();
        try (IoPool io = new IoPool("pages", 1)) {
            JobPages pages =
                    new JobPages(new Present(), new Replies(io), new ArchivedJobs(storage, directory.toString()));
            pages.answer(
                    new Call(Verb.GET, path, Map.of("jobid", job.hex()), Map.of(), new byte[0], "me"),
                    new Hearing(heard),
                    view -> Map.of());
            return heard.get();
        }
    }

    private record Hearing(CompletableFuture<Heard> heard) implements Responder {
        @Override
        public void json(int status, Object value) {
            heard.complete(new Heard(status, value));
        }

        @Override
        public void bytes(int status, String contentType, byte[] body) {
            heard.completeExceptionally(new AssertionError("JSON was expected, not " + contentType));
        }

        @Override
        public void stream(String contentType, InputStream body) {
            heard.completeExceptionally(new AssertionError("JSON was expected, not " + contentType));
        }

        @Override
        public void errors(int status, List<String> errors) {
            heard.complete(new Heard(status, errors));
        }
    }

    /** The coordinator itself, on the caller's thread. */
    private final class Present implements Master {
        @Override
        public CompletableFuture<Answer> ask(LongFunction<Event> event) {
            return new CompletableFuture<>();
        }

        @Override
        public <T> CompletableFuture<T> look(Function<Coordinator, T> at) {
            return CompletableFuture.completedFuture(at.apply(coordinator));
        }

        @Override
        public CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs) {
            return new CompletableFuture<>();
        }
    }
}
