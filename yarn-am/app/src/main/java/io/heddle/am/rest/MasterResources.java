package io.heddle.am.rest;

import io.heddle.core.config.Configuration;
import io.heddle.core.launch.ContainerNames;
import io.heddle.core.transport.http.Call;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Responder;
import io.heddle.core.transport.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The master itself: its configuration, its logs, its memory. */
final class MasterResources {
    private final Configuration configuration;
    private final Path logs;

    MasterResources(Configuration configuration, Path logs) {
        this.configuration = configuration;
        this.logs = logs;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/jobmanager/config", this::configuration),
                Route.get("/jobmanager/metrics", this::metrics),
                Route.get("/jobmanager/logs", this::list),
                Route.get("/jobmanager/logs/:name", (call, to) -> read(to, call.parameter("name"))),
                Route.get("/jobmanager/log", (call, to) -> read(to, ContainerNames.MASTER_LOG + ".log")),
                Route.get("/jobmanager/stdout", (call, to) -> read(to, ContainerNames.MASTER_LOG + ".out")));
    }

    private void configuration(Call call, Responder to) {
        List<Map<String, String>> values = new ArrayList<>();
        configuration
                .entries()
                .forEach((key, entry) -> values.add(Map.of(
                        "key", key,
                        "value", Configuration.shown(key, entry.value()),
                        "origin", entry.origin().toString())));
        to.json(200, values);
    }

    private void metrics(Call call, Responder to) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        to.json(
                200,
                List.of(
                        metric(
                                "Status.JVM.Memory.Heap.Used",
                                memory.getHeapMemoryUsage().getUsed()),
                        metric(
                                "Status.JVM.Memory.Heap.Max",
                                memory.getHeapMemoryUsage().getMax()),
                        metric(
                                "Status.JVM.Memory.NonHeap.Used",
                                memory.getNonHeapMemoryUsage().getUsed()),
                        metric(
                                "Status.JVM.Threads.Count",
                                ManagementFactory.getThreadMXBean().getThreadCount())));
    }

    private static Map<String, String> metric(String id, long value) {
        return Map.of("id", id, "value", Long.toString(value));
    }

    private void list(Call call, Responder to) {
        List<Map<String, Object>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                found.add(Map.of(
                        "name", file.getFileName().toString(),
                        "size", Files.size(file),
                        "mtime", Files.getLastModifiedTime(file).toMillis()));
            }
        } catch (IOException e) {
            throw new Refusal(500, "The log directory cannot be read: " + e.getMessage());
        }
        to.json(200, Map.of("logs", found));
    }

    /** The router lets no name through that could climb out of the directory. */
    private void read(Responder to, String name) {
        try {
            InputStream in = Files.newInputStream(logs.resolve(name));
            to.stream("text/plain; charset=UTF-8", in);
        } catch (IOException e) {
            throw new Refusal(404, "There is no log " + name + ".");
        }
    }
}
