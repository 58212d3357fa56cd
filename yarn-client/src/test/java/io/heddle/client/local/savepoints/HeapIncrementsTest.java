package io.heddle.client.local.savepoints;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutors;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.client.local.LocalExecutor;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Large state on the heap: pieces of many checkpoints in files that come and go, restored with another parallelism. */
@Timeout(600)
class HeapIncrementsTest {
    private static final long KEYS = 80_000;
    /** A sixteenth changes between two checkpoints, so at most sixteen of them write every entry once. */
    private static final long CHANGES = KEYS / 16;

    /** Each with all changes that were allowed before it; one that came too early for that does not count. */
    private static final int CHECKPOINTS = 30;

    /** Numbers that may be made by now. */
    private static final AtomicLong ALLOWED = new AtomicLong();

    private static final AtomicLong COMPLETED = new AtomicLong();
    private static final AtomicLong CHECKED = new AtomicLong();

    @TempDir
    private Path directory;

    @BeforeEach
    void forget() {
        ALLOWED.set(KEYS);
        COMPLETED.set(0);
        CHECKED.set(0);
    }

    private JobClient start(int parallelism, @Nullable Path from) throws Exception {
        ConfigurationBuilder builder = new ConfigurationBuilder()
                .put("execution.checkpointing.dir", directory.toString(), Origin.PROGRAM)
                .put("execution.checkpointing.interval", "20 ms", Origin.PROGRAM);
        if (from != null) {
            builder.put("execution.state-recovery.path", from.toString(), Origin.PROGRAM);
        }
        JobExecutors.Installation installed =
                JobExecutors.installForThread(new LocalExecutor(builder.build().configuration()));
        try (installed) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(parallelism);
            env.addSource(new Numbers(), Types.LONG)
                    .setParallelism(1)
                    .uid("numbers")
                    .keyBy(number -> number % KEYS, Types.LONG)
                    .process(new Visits())
                    .returns(Types.LONG)
                    .uid("visits")
                    .sinkTo(new DiscardingSink<>());
            return env.executeAsync("increments");
        }
    }

    private static void until(JobClient job, AtomicLong counter, long reached) throws Exception {
        while (counter.get() < reached) {
            if (job.getJobStatus().get().isGloballyTerminalState()) {
                job.getJobExecutionResult().get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static void cancel(JobClient job) throws Exception {
        job.cancel().get();
        assertThrows(ExecutionException.class, () -> job.getJobExecutionResult().get());
    }

    @Test
    void piecesComeAndGoAndAreRestored() throws Exception {
        JobClient job = start(1, null);
        until(job, CHECKED, KEYS);
        until(job, COMPLETED, COMPLETED.get() + CHECKPOINTS);
        cancel(job);
        Path checkpoint = Runs.newestBelow(directory).orElseThrow();
        Map<Path, Integer> bytes = Runs.bytesOf(checkpoint);
        List<Path> pieces = bytes.keySet().stream()
                .filter(each -> each.toString().contains("/shared/"))
                .toList();
        assertTrue(pieces.size() > 3 && pieces.size() < CHECKPOINTS, () -> "not as many as are needed: " + pieces);
        for (Path piece : List.of(pieces.get(0), pieces.get(pieces.size() - 1))) {
            byte[] whole = Files.readAllBytes(piece);
            byte[] damaged = whole.clone();
            damaged[Objects.requireNonNull(bytes.get(piece))] ^= 16;
            Files.write(piece, damaged);
            JobClient broken = start(1, checkpoint);
            String error = String.valueOf(assertThrows(
                            ExecutionException.class,
                            () -> broken.getJobExecutionResult().get())
                    .getMessage());
            assertTrue(error.contains(piece.getFileName().toString()), "names " + piece + ": " + error);
            Files.write(piece, whole);
        }

        CHECKED.set(0);
        JobClient again = start(2, checkpoint);
        ALLOWED.set(Long.MAX_VALUE);
        until(again, CHECKED, 2 * KEYS);
        assertFalse(again.getJobStatus().get().isGloballyTerminalState());
        cancel(again);
    }

    /** All numbers from 0 on, but no more than allowed; each checkpoint allows some more. */
    private static final class Numbers implements SourceFunction<Long>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1;
        private transient @Nullable ListState<Long> saved;
        private long next;
        /** Where the newest snapshot has it. */
        private long frozen;

        private volatile boolean running = true;

        @Override
        public void run(SourceContext<Long> context) {
            while (running) {
                if (next >= ALLOWED.get()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    continue;
                }
                synchronized (context.getCheckpointLock()) {
                    // All changes of a round in one checkpoint, however slow this thread is.
                    for (long n = 0; n < CHANGES && next < ALLOWED.get(); n++) {
                        context.collect(next);
                        next++;
                    }
                }
            }
        }

        @Override
        public void cancel() {
            running = false;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Types.LONG));
            for (Long position : saved.get()) {
                next = position;
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Objects.requireNonNull(saved).update(List.of(next));
            frozen = next;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            if (ALLOWED.compareAndSet(frozen, frozen + CHANGES)) {
                COMPLETED.incrementAndGet();
            }
        }
    }

    /** Knows from each number how often its key has come before. */
    private static final class Visits extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1;
        private transient @Nullable ValueState<Long> visits;

        @Override
        public void open(OpenContext context) {
            visits = getRuntimeContext().getState(new ValueStateDescriptor<>("visits", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            ValueState<Long> state = Objects.requireNonNull(visits);
            Long before = state.value();
            if ((before == null ? 0 : before) != number / KEYS) {
                throw new IllegalStateException("number " + number + " finds " + before + " visits");
            }
            state.update(number / KEYS + 1);
            CHECKED.incrementAndGet();
        }
    }
}
