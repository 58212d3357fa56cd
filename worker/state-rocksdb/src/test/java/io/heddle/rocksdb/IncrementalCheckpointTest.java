package io.heddle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.FormerNames;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.testing.StateSetups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalCheckpointTest {
    private static final int KEYS = 20_000;
    private static final ValueStateDescriptor<Long> NUMBER = new ValueStateDescriptor<>("number", Types.LONG);

    @TempDir
    Path directory;

    private KeyedStateBackend keyed(StateBackend backend, List<RestoredSegment> segments) throws Exception {
        return backend.keyed(
                StateSetups.of(0, 1, 128, StateSetups.restored(1, segments), new SettableClock(0)), Types.LONG);
    }

    private static void fill(KeyedStateBackend state, int step, long value) throws Exception {
        ValueState<Long> number = state.state(NUMBER);
        for (long key = 0; key < KEYS; key += step) {
            state.setCurrentKey(key);
            number.update(value + key);
        }
    }

    private static MemoryCheckpoint checkpoint(KeyedStateBackend state, long id) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(id, CheckpointKind.CHECKPOINT, 0);
        state.snapshot(checkpoint);
        return checkpoint;
    }

    @Test
    void laterCheckpointsWriteWhatIsNewOnly() throws Exception {
        StateBackend backend = Backends.make(directory, 1 << 20, true);
        KeyedStateBackend state = keyed(backend, List.of());
        fill(state, 1, 0);
        MemoryCheckpoint first = checkpoint(state, 1);
        first.written();
        state.checkpointCompleted(1);
        fill(state, 100, 1_000_000);
        MemoryCheckpoint second = checkpoint(state, 2);
        List<RestoredSegment> segments = second.written();
        assertTrue(second.newBytes() * 4 < first.newBytes(), second.newBytes() + " of " + first.newBytes());

        state.close();
        KeyedStateBackend again = keyed(backend, segments);
        ValueState<Long> number = again.state(NUMBER);
        for (long key = 0; key < KEYS; key++) {
            again.setCurrentKey(key);
            assertEquals(key % 100 == 0 ? 1_000_000 + key : key, number.value());
        }
        again.close();
    }

    @Test
    void whatAnAbortedCheckpointWroteIsNotReferredTo() throws Exception {
        KeyedStateBackend state = keyed(Backends.make(directory, 1 << 20, true), List.of());
        fill(state, 1, 0);
        MemoryCheckpoint first = checkpoint(state, 1);
        first.written();
        state.checkpointAborted(1);
        MemoryCheckpoint second = checkpoint(state, 2);
        second.written();
        assertTrue(second.newBytes() >= first.newBytes() / 2, second.newBytes() + " of " + first.newBytes());
        state.close();
    }

    @Test
    void aDamagedLocalFileGetsIntoNoCheckpoint() throws Exception {
        KeyedStateBackend state = keyed(Backends.make(directory, 1 << 20, true), List.of());
        fill(state, 1, 0);
        MemoryCheckpoint first = checkpoint(state, 1);
        first.written();
        // Nobody has heard of its completion: the next one writes the same files again.
        damage();
        MemoryCheckpoint second = checkpoint(state, 2);
        HeddleException refusal = assertThrows(HeddleException.class, second::written);
        assertTrue(String.valueOf(refusal.getMessage()).contains("damaged"), refusal.getMessage());
        state.close();
    }

    private void damage() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            Path largest = all.filter(path -> path.toString().endsWith(".sst"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(largest);
            bytes[bytes.length / 3] ^= 16;
            Files.write(largest, bytes);
        }
    }

    @Test
    void theHeapDoesNotStartEmptyOnFilesItCannotRead() throws Exception {
        KeyedStateBackend state = keyed(Backends.make(directory, 1 << 20, true), List.of());
        fill(state, 100, 0);
        List<RestoredSegment> segments = checkpoint(state, 1).written();
        state.close();
        HeddleException refusal = assertThrows(HeddleException.class, () -> keyed(new HeapStateBackend(), segments));
        assertTrue(String.valueOf(refusal.getMessage()).contains("canonical"), refusal.getMessage());
    }

    /** As it was. */
    public record V1(long id, int amount, String gone) {}

    /** One field is wider, one is new, one is gone, and their order is another one. */
    @FormerNames("io.heddle.rocksdb.IncrementalCheckpointTest$V1")
    public record V2(String note, long amount, long id) {}

    @Test
    void aStateWhoseTypeHasNoReadingIsRefusedAndAnotherProgramsStateIsKept() throws Exception {
        StateBackend backend = Backends.make(directory, 1 << 20, true);
        KeyedStateBackend state = keyed(backend, List.of());
        fill(state, 10, 5);
        List<RestoredSegment> segments = checkpoint(state, 1).written();
        state.close();

        KeyedStateBackend other = keyed(backend, segments);
        HeddleException refusal = assertThrows(
                HeddleException.class,
                () -> other.state(new ValueStateDescriptor<>("number", Types.MAP(Types.STRING, Types.STRING))));
        assertTrue(String.valueOf(refusal.getMessage()).contains("number"), refusal.getMessage());
        other.state(new ValueStateDescriptor<>("another", Types.STRING));
        List<RestoredSegment> passedOn = checkpoint(other, 2).written();
        other.close();

        KeyedStateBackend again = keyed(backend, passedOn);
        ValueState<Long> number = again.state(NUMBER);
        again.setCurrentKey(10L);
        assertEquals(15L, number.value());
        again.setCurrentKey(11L);
        assertNull(number.value());
        again.close();
    }

    @Test
    void aWiderTypeIsReadFromFilesAndFromTheCanonicalForm() throws Exception {
        StateBackend backend = Backends.make(directory, 1 << 20, true);
        KeyedStateBackend state = keyed(backend, List.of());
        ValueState<Long> plain = state.state(NUMBER);
        ValueState<Integer> narrow = state.state(new ValueStateDescriptor<>("wider", Types.INT));
        state.setCurrentKey(1L);
        plain.update(7L);
        narrow.update(42);
        for (CheckpointKind kind : List.of(CheckpointKind.CHECKPOINT, CheckpointKind.SAVEPOINT_CANONICAL)) {
            MemoryCheckpoint taken = new MemoryCheckpoint(3, kind, 0);
            state.snapshot(taken);
            KeyedStateBackend again = keyed(backend, taken.written());
            ValueState<Long> wide = again.state(new ValueStateDescriptor<>("wider", Types.LONG));
            ValueState<Long> same = again.state(NUMBER);
            again.setCurrentKey(1L);
            assertEquals(42L, wide.value());
            assertEquals(7L, same.value());
            again.close();
        }
        state.close();
    }

    /** As it was: that there is one is all that it says. */
    public record Seen() {}

    /** Says more now. */
    @FormerNames("io.heddle.rocksdb.IncrementalCheckpointTest$Seen")
    public record SeenAt(String place, long time) {}

    @Test
    void whatHadNoFieldsMayBeGivenSome() throws Exception {
        StateBackend backend = Backends.make(directory, 1 << 20, true);
        KeyedStateBackend state = keyed(backend, List.of());
        ValueState<Seen> before = state.state(new ValueStateDescriptor<>("seen", TypeInformation.of(Seen.class)));
        state.setCurrentKey(1L);
        before.update(new Seen());
        List<RestoredSegment> segments = checkpoint(state, 1).written();
        state.close();

        KeyedStateBackend later = keyed(backend, segments);
        ValueState<SeenAt> after = later.state(new ValueStateDescriptor<>("seen", TypeInformation.of(SeenAt.class)));
        later.setCurrentKey(1L);
        SeenAt read = Objects.requireNonNull(after.value());
        assertNull(read.place());
        assertEquals(0, read.time());
        later.setCurrentKey(2L);
        assertNull(after.value());
        later.close();
    }

    @Test
    void fieldsMayBeAddedDroppedWidenedAndReordered() throws Exception {
        StateBackend backend = Backends.make(directory, 1 << 20, true);
        KeyedStateBackend state = keyed(backend, List.of());
        ValueState<V1> before = state.state(new ValueStateDescriptor<>("v", TypeInformation.of(V1.class)));
        state.setCurrentKey(1L);
        before.update(new V1(9, 3, "gone"));
        List<RestoredSegment> segments = checkpoint(state, 1).written();
        state.close();
        KeyedStateBackend again = keyed(backend, segments);
        ValueState<V2> after = again.state(new ValueStateDescriptor<>("v", TypeInformation.of(V2.class)));
        again.setCurrentKey(1L);
        V2 now = Objects.requireNonNull(after.value());
        assertEquals(9, now.id());
        assertEquals(3, now.amount());
        again.close();
    }
}
