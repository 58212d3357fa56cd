package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.network.NetworkSettings;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.testing.FullStorage;
import io.heddle.engine.testing.MemoryStorage;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Crashes at every place: whatever checkpoint a job starts from again, each record counts once. */
class CheckpointTest {
    private static final long COUNT = 16_000;
    private static final long KEYS = 31;
    private static final TypeInformation<Tuple2<Long, Long>> PAIR = Types.TUPLE(Types.LONG, Types.LONG);
    private static final MapFunction<Long, Tuple2<Long, Long>> PAIRS = each -> Tuple2.of(each % KEYS, 1L);
    private static final KeySelector<Tuple2<Long, Long>, Long> BY_KEY = pair -> pair.f0;
    private static final ReduceFunction<Tuple2<Long, Long>> SUM = (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1);

    /** Two keyed stages, so that there are channels between tasks that are no sources. */
    static JobPlan plan(int parallelism, String mode) {
        return plan(parallelism, mode, PAIRS, COUNT);
    }

    private static JobPlan plan(int parallelism, String mode, MapFunction<Long, Tuple2<Long, Long>> pairs, long count) {
        RangeSource source = new RangeSource(count, 700);
        KeySpec<Tuple2<Long, Long>, Long> key = new KeySpec<>(BY_KEY, Types.LONG);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source",
                parallelism,
                new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int map = plans.vertex("map", parallelism, new OperatorSpec.Map<>(pairs, null));
        int reduce = plans.vertex("reduce", parallelism, new OperatorSpec.KeyedReduce<>(SUM, key, PAIR));
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", PAIR));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, map, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.edge(map, reduce, Shipping.HASH, new Partitioning.Hash(key), PAIR);
        plans.edge(reduce, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), PAIR);
        plans.property("execution.checkpointing.interval", "10 s");
        switch (mode) {
            case "unaligned" -> plans.property("execution.checkpointing.unaligned.enabled", "true");
            case "patient" -> {
                plans.property("execution.checkpointing.unaligned.enabled", "true");
                plans.property("execution.checkpointing.aligned-checkpoint-timeout", "4 ms");
            }
            case "at-least-once" -> plans.property("execution.checkpointing.mode", "AT_LEAST_ONCE");
            default -> assertEquals("aligned", mode);
        }
        return plans.plan();
    }

    private static Map<Long, Long> expected() {
        Map<Long, Long> counts = new HashMap<>();
        for (long i = 0; i < COUNT; i++) {
            counts.merge(i % KEYS, 1L, Long::sum);
        }
        return counts;
    }

    private static Map<Long, Long> last(Rig rig) {
        TypeSerializer<Tuple2<Long, Long>> serializer =
                Serializers.of(CheckpointTest.class.getClassLoader()).of(PAIR);
        Map<Long, Long> last = new HashMap<>();
        List<Tuple2<Long, Long>> results = rig.collected("result", serializer);
        results.forEach(each -> last.merge(each.f0, each.f1, Math::max));
        return last;
    }

    private static void assertAllFinished(Rig rig) {
        assertNull(rig.failure());
        rig.states().forEach((task, state) -> assertEquals(TaskState.FINISHED, state, task.toString()));
    }

    /** Runs with a checkpoint every {@code period} steps, until one is complete and so many steps have passed. */
    private static long runToCrash(Rig rig, Random random, long after, int period, int steps) {
        long id = after;
        long complete = after;
        for (int i = 0; i < steps || complete == after; i++) {
            rig.stepSome(random);
            if (i % period == period - 1 && id <= complete + 1) {
                rig.trigger(++id, CheckpointKind.CHECKPOINT);
            }
            if (id > complete && rig.isComplete(complete + 1)) {
                complete++;
                rig.completed(complete);
            }
            assertNull(rig.failure());
            assertTrue(i < 2_000, "no checkpoint came together");
        }
        assertEquals(rig.states().size(), rig.restores(complete).size(), "nothing had ended");
        return complete;
    }

    /** Keyed state on the heap that notes down what it hears of checkpoints. */
    private static final class Listening implements StateBackend {
        private final HeapStateBackend heap = new HeapStateBackend();
        private final List<String> heard = new ArrayList<>();

        @Override
        public KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws Exception {
            KeyedStateBackend state = heap.keyed(setup, keyType);
            return (KeyedStateBackend) Proxy.newProxyInstance(
                    CheckpointTest.class.getClassLoader(),
                    new Class<?>[] {KeyedStateBackend.class},
                    (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "checkpointCompleted" -> heard.add("complete " + arguments[0]);
                            case "snapshot" ->
                                heard.add("snapshot " + ((OperatorCheckpoint) arguments[0]).checkpointId());
                            default -> {}
                        }
                        return method.invoke(state, arguments);
                    });
        }

        @Override
        public OperatorState operator(StateSetup setup) throws Exception {
            return heap.operator(setup);
        }
    }

    /** By the time that the word of a checkpoint arrives, files of the one before it may be gone. */
    @ParameterizedTest
    @ValueSource(strings = {"aligned", "unaligned"})
    void aBarrierTellsStateWhatIsCompleteBeforeItIsFrozen(String mode) {
        Listening state = new Listening();
        Rig rig = new Rig(plan(1, mode), 1, state);
        rig.deploy(Map.of());
        Random random = new Random(1);
        for (int steps = 0; steps < 5; steps++) {
            rig.stepSome(random);
        }
        for (long id = 1; id <= 2; id++) {
            rig.trigger(id, CheckpointKind.CHECKPOINT, id - 1);
            for (int steps = 0; !rig.isComplete(id); steps++) {
                rig.stepSome(random);
                assertTrue(steps < 2_000, "no checkpoint came together");
            }
        }
        assertNull(rig.failure());
        assertEquals(List.of("complete 0", "snapshot 1", "complete 1", "snapshot 2"), state.heard);
    }

    @ParameterizedTest
    @CsvSource({
        "aligned, 1", "aligned, 2", "aligned, 3", "aligned, 7",
        "unaligned, 1", "unaligned, 2", "unaligned, 3", "unaligned, 7",
        "patient, 1", "patient, 2", "patient, 3", "patient, 7"
    })
    void eachRecordCountsOnceWhereverItCrashes(String mode, int parallelism) {
        long inFlight = 0;
        for (int seed = 0; seed < 2; seed++) {
            Random random = new Random(seed);
            JobPlan plan = plan(parallelism, mode);
            Rig rig = new Rig(plan, 1 + seed % 3);
            rig.deploy(Map.of());
            long checkpoint = 0;
            for (int crash = 0; crash < 2; crash++) {
                checkpoint = runToCrash(rig, random, checkpoint, 3 + seed, 8 + 4 * seed);
                Map<TaskId, TaskRestore> restores = rig.restores(checkpoint);
                inFlight += rig.segments(checkpoint, StateKind.INPUT_CHANNEL);
                rig = new Rig(plan, 1 + (seed + 1) % 3);
                rig.deploy(restores);
            }
            rig.run();
            assertAllFinished(rig);
            assertEquals(expected(), last(rig), "seed " + seed);
        }
        if (mode.equals("aligned")) {
            assertEquals(0, inFlight);
        }
    }

    /** F29: with network memory for four frames, most records for one task, and one crash after the other. */
    @ParameterizedTest
    @CsvSource({"aligned, 2", "aligned, 7", "unaligned, 2", "unaligned, 7", "patient, 3"})
    void tasksDoNotWaitForMemoryThatOthersHold(String mode, int parallelism) {
        NetworkSettings scarce = new NetworkSettings(4 * 4096, 4096, 300_000, 50_000);
        JobPlan plan = plan(parallelism, mode, each -> Tuple2.of(each % 10 == 0 ? each % KEYS : 0, 1L), COUNT);
        boolean full = false;
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            Rig rig = new Rig(plan, 3, Rig.STORAGE, scarce);
            rig.deploy(Map.of());
            long checkpoint = 0;
            for (int crash = 0; crash < 4; crash++) {
                checkpoint = runToCrash(rig, random, checkpoint, 5, 4 + random.nextInt(12));
                full |= rig.networkBytes() >= scarce.memoryBytes();
                Map<TaskId, TaskRestore> restores = rig.restores(checkpoint);
                rig.cancelAll();
                rig.run();
                assertTrue(rig.networkBytes() < 1024, rig.networkBytes() + " bytes are left of cancelled tasks");
                rig = new Rig(plan, 3, Rig.STORAGE, scarce);
                rig.deploy(restores);
            }
            assertTrue(rig.runToEnd(), "tasks wait for each other with seed " + seed);
            assertAllFinished(rig);
            Map<Long, Long> results = last(rig);
            assertEquals(
                    COUNT, results.values().stream().mapToLong(Long::longValue).sum(), "seed " + seed);
        }
        assertTrue(full, "there was room for everything");
    }

    /** F19: tasks work on while nothing can be stored, and the next checkpoint after that is as good as any. */
    @ParameterizedTest
    @ValueSource(strings = {"aligned", "unaligned"})
    void aDiskThatIsFullFailsCheckpointsAndNothingElse(String mode) {
        long count = 8 * COUNT;
        FullStorage storage = new FullStorage(new MemoryStorage(), 1);
        Random random = new Random(3);
        JobPlan plan = plan(3, mode, PAIRS, count);
        NetworkSettings network = NetworkSettings.ofMemory(64 << 20);
        Rig rig = new Rig(plan, 2, storage, network);
        rig.deploy(Map.of());
        for (int i = 0; i < 30; i++) {
            rig.stepSome(random);
        }
        for (int id = 1; id <= 3; id++) {
            rig.trigger(id, CheckpointKind.CHECKPOINT);
            for (int i = 0; i < 500 && declined(rig, id) == 0; i++) {
                rig.stepSome(random);
            }
            assertTrue(declined(rig, id) > 0, "nobody has said what has become of checkpoint " + id);
            rig.aborted(id);
            assertEquals(0, storage.open());
        }
        storage.makeRoom(1 << 20);
        rig.trigger(4, CheckpointKind.CHECKPOINT);
        for (int i = 0; i < 500 && !rig.isComplete(4); i++) {
            rig.stepSome(random);
        }
        assertNull(rig.failure());
        assertEquals(rig.states().size(), rig.restores(4).size(), "nothing had ended");
        Rig next = new Rig(plan, 2, storage, network);
        next.deploy(rig.restores(4));
        next.run();
        assertAllFinished(next);
        assertEquals(
                count, last(next).values().stream().mapToLong(Long::longValue).sum());
    }

    private static long declined(Rig rig, long checkpoint) {
        return rig.said.stream()
                .filter(message -> message instanceof FromWorker.CheckpointDeclined no
                        && no.checkpointId() == checkpoint
                        && no.reason().message().contains(FullStorage.FULL))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void atLeastOnceLosesNothing(int parallelism) {
        for (int seed = 0; seed < 5; seed++) {
            JobPlan plan = plan(parallelism, "at-least-once");
            Rig rig = new Rig(plan, 2);
            rig.deploy(Map.of());
            long checkpoint = runToCrash(rig, new Random(seed), 0, 4, 20);
            Rig next = new Rig(plan, 2);
            next.deploy(rig.restores(checkpoint));
            next.run();
            assertAllFinished(next);
            Map<Long, Long> results = last(next);
            expected().forEach((key, count) -> assertTrue(results.get(key) >= count, "key " + key));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "7, 3", "3, 1", "2, 5"})
    void stateIsDealtOutToAnotherParallelism(int before, int after) {
        Rig rig = new Rig(plan(before, "aligned"), 2);
        rig.deploy(Map.of());
        long checkpoint = runToCrash(rig, new Random(before), 0, 4, 20);
        JobPlan rescaled = plan(after, "aligned");
        Map<TaskId, TaskRestore> restores = rig.restores(checkpoint, rescaled);
        Rig next = new Rig(rescaled, 3);
        next.deploy(restores);
        next.run();
        assertAllFinished(next);
        assertEquals(expected(), last(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aligned", "unaligned", "at-least-once"})
    void anAbortedCheckpointLeavesNothingBehind(String mode) {
        Random random = new Random(7);
        Rig rig = new Rig(plan(3, mode), 2);
        rig.deploy(Map.of());
        for (int id = 1; id < 8; id++) {
            for (int i = 0; i < 4; i++) {
                rig.stepSome(random);
            }
            rig.trigger(id, CheckpointKind.CHECKPOINT);
            for (int i = 0; i < id % 4; i++) {
                rig.stepSome(random);
            }
            rig.aborted(id);
        }
        rig.run();
        assertAllFinished(rig);
        assertEquals(expected(), last(rig));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "7, 3"})
    void theNumberOfFilesIsThatOfTheWorkers(int parallelism, int workers) {
        Rig rig = new Rig(plan(parallelism, "aligned"), workers);
        rig.deploy(Map.of());
        long checkpoint = runToCrash(rig, new Random(1), 0, 6, 12);
        int files = Rig.STORAGE.list(rig.directory(checkpoint)).size();
        assertTrue(files >= 1 && files <= workers, files + " files");
    }

    /** Complete, with a checkpoint that was taken while one task had more before it than it could take. */
    private static Rig slowed(String mode) {
        Rig rig = new Rig(plan(2, mode), 2);
        rig.deploy(Map.of());
        for (int i = 0; i < 6; i++) {
            rig.step();
        }
        for (int i = 0; i < 8; i++) {
            rig.stepOnly("s");
            rig.stepOnly("map (1/2)");
        }
        rig.trigger(1, CheckpointKind.CHECKPOINT);
        rig.stepOnly("");
        rig.advanceMs(5);
        for (int i = 0; i < 200 && !rig.isComplete(1); i++) {
            rig.step();
        }
        return rig;
    }

    @ParameterizedTest
    @CsvSource({"unaligned, true", "patient, true", "aligned, false"})
    void recordsBeforeATaskThatIsSlowArePartOfTheCheckpoint(String mode, boolean overtakes) {
        Rig rig = slowed(mode);
        assertTrue(rig.isComplete(1));
        assertEquals(overtakes, rig.segments(1, StateKind.INPUT_CHANNEL) > 0);
        Rig next = new Rig(plan(2, mode), 1);
        next.deploy(rig.restores(1));
        next.run();
        assertAllFinished(next);
        assertEquals(expected(), last(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unaligned", "patient"})
    void aTaskWithAFlippedBitAmongItsRecordsInFlightDoesNotBegin(String mode) throws IOException {
        Rig rig = slowed(mode);
        int places = 0;
        for (Map.Entry<TaskId, TaskRestore> restore : rig.restores(1).entrySet()) {
            for (Slice.InFile place : inFlight(restore.getValue())) {
                places++;
                String file = rig.directory(1) + "/" + place.path();
                byte[] whole = Rig.STORAGE.open(file, 0).readAllBytes();
                byte[] damaged = whole.clone();
                damaged[Math.toIntExact(place.offset() + place.length() / 2)] ^= 1;
                replace(file, damaged);
                Rig next = new Rig(plan(2, mode), 1);
                next.deploy(rig.restores(1));
                for (int i = 0; i < 100 && next.failure() == null; i++) {
                    next.step();
                }
                String failure = String.valueOf(next.failure());
                assertTrue(
                        failure.contains(
                                "Checkpoint 1 is damaged: the file " + file + " at byte " + place.offset() + ","),
                        failure);
                assertFalse(hasRun(next, restore.getKey()), restore.getKey().toString());
                replace(file, whole);
            }
        }
        assertTrue(places > 0, "records in flight are in files");
    }

    private static List<Slice.InFile> inFlight(TaskRestore restore) {
        return restore.operators().stream()
                .flatMap(operator -> operator.segments().stream())
                .filter(each -> each.kind() == StateKind.INPUT_CHANNEL || each.kind() == StateKind.OUTPUT_CHANNEL)
                .map(Segment::slice)
                .filter(Slice.InFile.class::isInstance)
                .map(Slice.InFile.class::cast)
                .toList();
    }

    private static boolean hasRun(Rig rig, TaskId task) {
        return rig.said.stream()
                .filter(FromWorker.TaskStateChanged.class::isInstance)
                .map(FromWorker.TaskStateChanged.class::cast)
                .anyMatch(each -> each.execution().task().equals(task) && each.state() == TaskState.RUNNING);
    }

    private static void replace(String file, byte[] content) throws FileAlreadyExistsException {
        Rig.STORAGE.delete(file);
        Rig.STORAGE.writeAtomically(file, content);
    }

    @Test
    void aSavepointHoldsNoRecordsInFlight() {
        Random random = new Random(3);
        Rig rig = new Rig(plan(3, "unaligned"), 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 20; i++) {
            rig.stepSome(random);
        }
        rig.trigger(1, CheckpointKind.SAVEPOINT_CANONICAL);
        for (int i = 0; i < 300 && !rig.isComplete(1); i++) {
            rig.stepSome(random);
        }
        assertTrue(rig.isComplete(1));
        assertEquals(0, rig.segments(1, StateKind.INPUT_CHANNEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP_SUSPEND", "STOP_DRAIN"})
    void aStoppedJobGoesOnFromItsSavepoint(CheckpointKind kind) {
        Random random = new Random(5);
        Rig rig = new Rig(plan(2, "aligned"), 2);
        rig.deploy(Map.of());
        for (int i = 0; i < 30; i++) {
            rig.stepSome(random);
        }
        rig.trigger(1, kind);
        for (int i = 0; i < 500 && !rig.isComplete(1); i++) {
            rig.stepSome(random);
        }
        rig.step();
        assertTrue(rig.states().values().stream().noneMatch(TaskState.FINISHED::equals), "it waits for the savepoint");
        rig.completed(1);
        rig.run();
        assertAllFinished(rig);
        Rig next = new Rig(plan(2, "aligned"), 1);
        next.deploy(rig.restores(1));
        next.run();
        assertAllFinished(next);
        assertEquals(expected(), last(next));
    }
}
