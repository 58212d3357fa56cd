package io.heddle.client.local.savepoints;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutors;
import io.heddle.api.environment.JobStatus;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.client.local.LocalExecutor;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import io.heddle.core.storage.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs of the program, one after the other. */
record Runs(Path checkpoints, int maxParallelism) {
    private static final int MOST_ATTEMPTS = 10;

    /** Starts the program, from a checkpoint or savepoint if one is named. */
    JobClient start(int parallelism, String backend, @Nullable String from) throws Exception {
        StatefulProgram.forgetRun();
        // Who goes on has the rules of the run before.
        StatefulProgram.RULES_MISSING.set(from == null ? parallelism * StatefulProgram.RULE_NAMES.size() : 0);
        ConfigurationBuilder builder = new ConfigurationBuilder()
                .put("execution.checkpointing.dir", checkpoints.toString(), Origin.PROGRAM)
                .put("execution.checkpointing.interval", "100 ms", Origin.PROGRAM)
                .put("state.backend.type", backend, Origin.PROGRAM);
        if (from != null) {
            builder.put("execution.state-recovery.path", from, Origin.PROGRAM);
        }
        JobExecutors.Installation installed =
                JobExecutors.installForThread(new LocalExecutor(builder.build().configuration()));
        try (installed) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(parallelism);
            StatefulProgram.build(env, maxParallelism);
            return env.executeAsync("stateful");
        }
    }

    /** Waits until the present run has seen so many numbers, and all tasks of a fresh one each rule. */
    static void untilSeen(JobClient job, long numbers) throws Exception {
        while (StatefulProgram.SEEN.get() < numbers
                || StatefulProgram.RULES_MISSING.get() > 0
                || job.getJobStatus().get() != JobStatus.RUNNING) {
            pause(job);
        }
    }

    /** Waits until a checkpoint is complete that has begun after this call, and gives its directory. */
    Path nextCheckpoint(JobClient job) throws Exception {
        // The one after the newest may have begun before.
        long wanted = newestId() + 2;
        while (newestId() < wanted) {
            pause(job);
        }
        return newest().orElseThrow();
    }

    private static void pause(JobClient job) throws Exception {
        if (job.getJobStatus().get().isGloballyTerminalState()) {
            job.getJobExecutionResult().get();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    private long newestId() throws IOException {
        return newest().map(Runs::idOf).orElse(0L);
    }

    /** The directory of the newest checkpoint that is complete. */
    Optional<Path> newest() throws IOException {
        return newestBelow(checkpoints);
    }

    static Optional<Path> newestBelow(Path checkpoints) throws IOException {
        return FileTree.files(checkpoints).stream()
                .filter(file -> file.endsWith(MetadataFile.NAME))
                .map(Path::getParent)
                .max(Comparator.comparingLong(Runs::idOf));
    }

    private static long idOf(Path checkpoint) {
        return Long.parseLong(String.valueOf(checkpoint.getFileName()).substring("chk-".length()));
    }

    /**
     * The files of a checkpoint or savepoint, its metadata and those that it names, each with a byte of it that counts. What else is
     * there may be of one that was under way when its job ended, or of one before.
     */
    static SortedMap<Path, Integer> bytesOf(Path checkpoint) throws IOException {
        Path metadata = checkpoint.resolve(MetadataFile.NAME);
        byte[] content = Files.readAllBytes(metadata);
        SortedMap<Path, Integer> bytes = new TreeMap<>(Map.of(metadata, content.length / 3));
        MetadataFile.open(content).content().operators().stream()
                .flatMap(operator -> operator.tasks().stream())
                .flatMap(task -> task.segments().stream())
                .map(Segment::slice)
                .filter(Slice.InFile.class::isInstance)
                .map(Slice.InFile.class::cast)
                .filter(part -> part.length() > 0)
                .forEach(part -> bytes.put(
                        checkpoint
                                .resolve(part.path().replaceFirst("^file:", ""))
                                .normalize(),
                        (int) (part.offset() + part.length() / 3)));
        return bytes;
    }

    /** The files of checkpoints that are there. */
    List<String> checkpointFiles() throws IOException {
        return FileTree.files(checkpoints).stream().map(Path::toString).toList();
    }

    /** Asks for a savepoint. One that is under way when a task finishes fails, and a person asks again; so do we. */
    static String savepoint(Supplier<CompletableFuture<String>> asked) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return asked.get().get();
            } catch (ExecutionException refused) {
                if (attempt == MOST_ATTEMPTS) {
                    throw refused;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }
}
