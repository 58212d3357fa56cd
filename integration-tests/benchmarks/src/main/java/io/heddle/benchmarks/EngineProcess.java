package io.heddle.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The JVM of one engine. */
record EngineProcess(Process process, BufferedWriter commands, BufferedReader answers) implements AutoCloseable {

    /** Starts the JVM of {@code heddle}, {@code flink} or {@code jet}. */
    static EngineProcess start(String engine, int heapMb) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMb + "m",
                "-Xmx" + heapMb + "m",
                "-XX:+UseParallelGC",
                "-Dlog4j2.level=WARN",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED"));
        if (engine.equals("jet")) {
            // What it asks for at its start, for the sake of its speed.
            command.addAll(List.of(
                    "--add-modules=java.se",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.management/sun.management=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED"));
        }
        command.addAll(List.of("-cp", classPathOf(engine), BenchChild.class.getName(), engine));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        return new EngineProcess(
                process,
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)),
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Both engines bring the classes of RocksDB, each its own build. */
    private static String classPathOf(String engine) {
        String others = engine.equals("heddle") ? "/frocksdbjni-" : "/rocksdbjni-";
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(others))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The same, but an engine that needs more than so many seconds is killed, and the run has failed. */
    Measurement.Run run(Workload workload, long records, int parallelism, double limitSeconds) throws IOException {
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor((long) (limitSeconds * 1000), TimeUnit.MILLISECONDS));
        try {
            return run(workload, records, parallelism);
        } finally {
            end.cancel(false);
        }
    }

    Measurement.Run run(Workload workload, long records, int parallelism) throws IOException {
        commands.write(workload.name() + " " + records + " " + parallelism + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("OK ")) {
            throw new IOException("The run of " + workload + " failed: " + answer);
        }
        return Measurement.Run.of(answer);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        CheckpointDirectory.delete(process.pid());
    }
}
