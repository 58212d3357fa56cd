package io.heddle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Results of the pipelines that run in this process, for comparison. Any thread adds; read when the jobs have ended. */
public final class Gathered {
    private record Line(String pipeline, String text) {}

    private static final Queue<Line> LINES = new ConcurrentLinkedQueue<>();

    private Gathered() {}

    /** A result of a pipeline. */
    public static void add(String pipeline, String text) {
        LINES.add(new Line(pipeline, text));
    }

    /** The results since the last call, sorted, by pipeline. */
    public static Map<String, List<String>> take() {
        Map<String, List<String>> byPipeline = new TreeMap<>();
        for (Line next = LINES.poll(); next != null; next = LINES.poll()) {
            byPipeline
                    .computeIfAbsent(next.pipeline, absent -> new ArrayList<>())
                    .add(next.text);
        }
        byPipeline.values().forEach(lines -> lines.sort(null));
        return byPipeline;
    }
}
