package io.heddle.client.local.savepoints;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutors;
import io.heddle.api.environment.JobStatus;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.client.local.LocalExecutor;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import io.heddle.core.storage.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    /** Waits until the present run has seen so many numbers. */
    static void untilSeen(JobClient job, long numbers) throws Exception {
        while (StatefulProgram.SEEN.get() < numbers || job.getJobStatus().get() != JobStatus.RUNNING) {
            if (job.getJobStatus().get().isGloballyTerminalState()) {
                job.getJobExecutionResult().get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Waits until a checkpoint of the present run is complete. */
    void untilCheckpointed(JobClient job) throws Exception {
        while (checkpointFiles().stream().noneMatch(file -> file.endsWith("_metadata"))) {
            if (job.getJobStatus().get().isGloballyTerminalState()) {
                job.getJobExecutionResult().get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
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
