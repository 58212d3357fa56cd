package io.heddle.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.ToWorker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people may ask of a worker: its logs, its threads, its memory. Blocks; I/O threads only. */
final class Questions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path logs;
    private final MemorySampler memory;

    Questions(Path logs, MemorySampler memory) {
        this.logs = logs;
        this.memory = memory;
    }

    byte[] answer(ToWorker.Query query) throws IOException {
        return switch (query.kind()) {
            case THREAD_DUMP -> json(Map.of("threadInfos", threads()));
            case LOG_LIST -> json(Map.of("logs", list()));
            case LOG_READ -> read(query.argument(), query.offset(), query.length());
            case METRICS -> json(metrics());
        };
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps and lists can always be written", e);
        }
    }

    private static List<Map<String, Object>> threads() {
        List<Map<String, Object>> dump = new ArrayList<>();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            StringBuilder text = new StringBuilder(
                    "\"" + thread.getThreadName() + "\" Id=" + thread.getThreadId() + " " + thread.getThreadState());
            if (thread.getLockName() != null) {
                text.append(" on ").append(thread.getLockName());
            }
            // ThreadInfo.toString() would stop after eight frames.
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("\n    at ").append(frame);
            }
            dump.add(Map.of("threadName", thread.getThreadName(), "stringifiedThreadInfo", text.toString()));
        }
        return dump;
    }

    private List<Map<String, Object>> list() throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                found.add(Map.of(
                        "name", file.getFileName().toString(),
                        "size", Files.size(file),
                        "mtime", Files.getLastModifiedTime(file).toMillis()));
            }
        }
        return found;
    }

    /** A negative offset asks for the last {@code length} bytes. */
    private byte[] read(String name, long offset, int length) throws IOException {
        Path file = logs.resolve(name).normalize();
        if (!logs.normalize().equals(file.getParent())) {
            throw new NoSuchFileException(name);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long from = offset < 0 ? Math.max(0, channel.size() - length) : Math.min(offset, channel.size());
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, channel.size() - from));
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, from + bytes.position());
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    private List<Map<String, String>> metrics() {
        List<MemorySample> samples = memory.remembered();
        if (samples.isEmpty()) {
            return List.of();
        }
        MemorySample last = samples.get(samples.size() - 1);
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("Status.JVM.Memory.Heap.Used", last.heapUsed());
        values.put("Status.JVM.Memory.Heap.Max", last.heapMax());
        values.put("Status.JVM.Memory.Direct.MemoryUsed", last.direct());
        values.put("Status.JVM.Memory.Metaspace.Used", last.metaspace());
        values.put("Status.JVM.Threads.Count", (long) last.threads());
        values.put("Status.Process.Memory.Rss", last.rss());
        values.put(
                "Status.Process.Memory.RssMax",
                samples.stream().mapToLong(MemorySample::rss).max().orElse(-1));
        return values.entrySet().stream()
                .map(entry -> Map.of("id", entry.getKey(), "value", Long.toString(entry.getValue())))
                .toList();
    }
}
