package io.heddle.am.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.am.start.StartGuard;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import io.heddle.core.transport.http.Verb;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session answers to a job that is handed in. */
class SubmissionResourcesTest {
    private static final JobPlan PLAN = new JobPlan(
            new JobId("00000000000000000000000000000001"), "clicks", List.of(), List.of(), List.of(), Map.of());

    /** In which no job runs, and that takes none. */
    private static final class Idle implements Master {
        @Override
        public CompletableFuture<Answer> ask(LongFunction<Event> event) {
            throw new AssertionError("the job was handed in");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> CompletableFuture<T> look(Function<Coordinator, T> at) {
            return CompletableFuture.completedFuture((T) Set.of());
        }

        @Override
        public CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs) {
            return new CompletableFuture<>();
        }
    }

    private record Refused(int status, List<String> errors) {}

    private static final class Answered implements Responder {
        private final CompletableFuture<Refused> refused = new CompletableFuture<>();

        @Override
        public void json(int status, Object value) {
            refused.completeExceptionally(new AssertionError(status + " " + value));
        }

        @Override
        public void bytes(int status, String contentType, byte[] body) {
            json(status, contentType);
        }

        @Override
        public void stream(String contentType, InputStream body) {
            json(200, contentType);
        }

        @Override
        public void errors(int status, List<String> errors) {
            refused.complete(new Refused(status, errors));
        }
    }

    @TempDir
    private Path directory;

    private Refused handedIn(Map<String, String> settings, Map<String, List<String>> query) throws Exception {
        try (IoPool io = new IoPool("submission", 1)) {
            StartGuard guard = new StartGuard(new LocalStorage(), Configuration.of(settings, Origin.PROGRAM));
            SubmissionResources resources = new SubmissionResources(
                    new Idle(),
                    new Replies(io),
                    guard,
                    new UploadedFiles(new LocalStorage(), directory.toString()),
                    new CompletableFuture<>());
            Route submit = resources.routes().stream()
                    .filter(route -> route.verb() == Verb.PUT)
                    .findFirst()
                    .orElseThrow();
            String job = PLAN.id().hex();
            Answered answered = new Answered();
            submit.handler()
                    .handle(
                            new Call(
                                    Verb.PUT,
                                    "/jobs/" + job,
                                    Map.of("jobid", job),
                                    query,
                                    ControlCodec.encodePlan(PLAN),
                                    "me"),
                            answered);
            return answered.refused.get();
        }
    }

    @Test
    void theLatestStateIsNotFoundWhereThereIsNone() throws Exception {
        Map<String, List<String>> latest = Map.of("restorePath", List.of("latest"));
        Refused nothing = handedIn(Map.of("execution.checkpointing.dir", directory + "/ck"), latest);
        assertEquals(404, nothing.status());
        assertTrue(nothing.errors().get(0).contains("below " + directory + "/ck"), nothing::toString);

        Refused nowhere = handedIn(Map.of(), latest);
        assertEquals(404, nowhere.status());
        assertTrue(nowhere.errors().get(0).contains("execution.checkpointing.dir is not set"), nowhere::toString);
    }
}
