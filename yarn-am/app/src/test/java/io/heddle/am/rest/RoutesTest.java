package io.heddle.am.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heddle.am.start.StartGuard;
import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.time.SettableClock;
import io.heddle.core.transport.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Configuration EMPTY = Configuration.of(Map.of(), Origin.PROGRAM);

    private static final class Silent implements Master {
        @Override
        public CompletableFuture<Answer> ask(LongFunction<Event> event) {
            return new CompletableFuture<>();
        }

        @Override
        public <T> CompletableFuture<T> look(Function<Coordinator, T> at) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<JobStatus> awaitEnd(JobId job, long timeoutMs) {
            return new CompletableFuture<>();
        }
    }

    private static Set<String> served() {
        try (IoPool io = new IoPool("routes", 1)) {
            List<Route> routes = RestServer.routes(
                    new RestServer.Served(
                            new Silent(),
                            io,
                            new SettableClock(0),
                            EMPTY,
                            Path.of("."),
                            new StartGuard(new LocalStorage(), EMPTY),
                            new UploadedFiles(new LocalStorage(), "."),
                            new ArchivedJobs(new LocalStorage(), "archive")),
                    new CompletableFuture<>());
            return routes.stream()
                    .map(route -> route.verb() + " " + route.pattern())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode description() throws IOException {
        try (InputStream file = RoutesTest.class.getResourceAsStream("/openapi.json")) {
            return JsonMapper.builder().build().readTree(file);
        }
    }

    @Test
    void theDescriptionNamesWhatIsServedAndNothingElse() throws IOException {
        Set<String> described = new TreeSet<>();
        description().path("paths").properties().forEach(path -> {
            String pattern = path.getKey().replaceAll("\\{(\\w+)}", ":$1");
            path.getValue().fieldNames().forEachRemaining(verb -> {
                if (!verb.equals("parameters")) {
                    described.add(verb.toUpperCase(Locale.ROOT) + " " + pattern);
                }
            });
        });
        assertEquals(served(), described);
    }

    @Test
    void everyVariableOfAPathIsDescribed() throws IOException {
        description().path("paths").properties().forEach(path -> {
            Set<String> described = new TreeSet<>();
            path.getValue()
                    .path("parameters")
                    .forEach(each -> described.add("{" + each.path("name").asText() + "}"));
            Set<String> wanted = new TreeSet<>();
            for (String segment : path.getKey().split("/", -1)) {
                if (segment.startsWith("{")) {
                    wanted.add(segment);
                }
            }
            assertEquals(wanted, described, path.getKey());
        });
    }

    @Test
    void whatToolsRelyOnIsServed() {
        Set<String> served = served();
        for (String path : List.of(
                "/overview",
                "/config",
                "/jobs",
                "/jobs/overview",
                "/jobs/:jobid",
                "/jobs/:jobid/vertices/:vertexid",
                "/jobs/:jobid/vertices/:vertexid/backpressure",
                "/jobs/:jobid/checkpoints",
                "/jobs/:jobid/exceptions",
                "/jobs/:jobid/plan",
                "/jobs/:jobid/origin",
                "/jobs/:jobid/epochs",
                "/incidents",
                "/taskmanagers",
                "/taskmanagers/:taskmanagerid",
                "/taskmanagers/:taskmanagerid/metrics",
                "/taskmanagers/:taskmanagerid/logs",
                "/taskmanagers/:taskmanagerid/log",
                "/taskmanagers/:taskmanagerid/stdout",
                "/taskmanagers/:taskmanagerid/thread-dump",
                "/jobmanager/config",
                "/jobmanager/metrics",
                "/jobmanager/logs",
                "/jobmanager/log")) {
            assertTrue(served.contains("GET " + path), path);
        }
        assertTrue(served.contains("POST /jobs/:jobid/savepoints"));
    }
}
