package io.heddle.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobId;
import io.heddle.engine.testing.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that a task finds on its own disk, and what happens when it does not. */
class LocalCopiesTest {
    private static final SegmentLabel LABEL = new SegmentLabel(StateKind.KEYED, "state", "test/1", 0, 127);
    private static final ExecutionId EXECUTION =
            new ExecutionId(new TaskId(new JobId("00000000000000000000000000000001"), 0, 0), 1);
    private static final String HOME = "/ck";

    @TempDir
    Path local;

    private final MemoryStorage storage = new MemoryStorage();

    private FileSnapshots snapshots(Path directory) {
        return new FileSnapshots(storage, 10, "w1", Runnable::run, new LocalCopies(directory));
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[150_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** One segment of the checkpoint's own, and one that is written now or was written before. */
    private static List<Slice> take(FileSnapshots snapshots, String directory, int id, List<Slice> known)
            throws IOException {
        List<Slice> slices = new ArrayList<>();
        snapshots.expect(directory, List.of(EXECUTION));
        SnapshotStore.PartWriter writer = part -> {
            part.open().writer().writeBytes(bytes(id));
            part.close();
            if (known.isEmpty()) {
                part.openShared().writer().writeBytes(bytes(100 + id));
                part.close();
            }
            known.forEach(part::refer);
        };
        snapshots.write(EXECUTION, id, directory, writer, new SnapshotStore.Outcome() {
            @Override
            public void durable(List<Slice> places) {
                slices.addAll(places);
            }

            @Override
            public void failed(Exception reason) {
                throw new AssertionError(reason);
            }
        });
        slices.addAll(known);
        return slices;
    }

    private static List<Slice> checkpoint(FileSnapshots snapshots, int id, List<Slice> known) throws IOException {
        List<Slice> slices = take(snapshots, HOME + "/chk-" + id, id, known);
        snapshots.completed(HOME + "/chk-" + id);
        return slices;
    }

    private static byte[] read(FileSnapshots snapshots, Slice slice, int checkpoint) throws IOException {
        return read(snapshots, slice, checkpoint, new BytesRead());
    }

    private static byte[] read(FileSnapshots snapshots, Slice slice, int checkpoint, BytesRead read)
            throws IOException {
        return snapshots
                .restored(LABEL.at(slice), checkpoint, HOME + "/chk-" + checkpoint, read)
                .read();
    }

    private int files() throws IOException {
        if (!Files.exists(local)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(local)) {
            return (int) all.count();
        }
    }

    @Test
    void stateIsReadWithoutTheStorage() throws IOException {
        FileSnapshots snapshots = snapshots(local);
        List<Slice> first = checkpoint(snapshots, 1, List.of());
        List<Slice> second = checkpoint(snapshots, 2, first.subList(1, 2));
        storage.delete(HOME);
        BytesRead read = new BytesRead();
        assertArrayEquals(bytes(2), read(snapshots, second.get(0), 2, read));
        assertArrayEquals(bytes(101), read(snapshots, second.get(1), 2, read));
        assertEquals(300_000, read.fromWorker());
        assertEquals(0, read.fromStorage());
    }

    @Test
    void onlyWhatTheNewestCheckpointNeedsIsKept() throws IOException {
        FileSnapshots snapshots = snapshots(local);
        List<Slice> first = checkpoint(snapshots, 1, List.of());
        assertEquals(2, files());
        checkpoint(snapshots, 2, first.subList(1, 2));
        assertEquals(2, files(), "what is shared, and what the second wrote itself");
        checkpoint(snapshots, 3, List.of());
        assertEquals(2, files(), "nobody refers to what the first wrote");
        take(snapshots, HOME + "/chk-4", 4, List.of());
        assertEquals(4, files(), "the third is still the newest that is complete");
        take(snapshots, HOME + "/chk-5", 5, List.of());
        snapshots.completed(HOME + "/chk-4");
        assertEquals(4, files(), "the fifth is under way");
        snapshots.closed(EXECUTION.task().job());
        assertEquals(0, files());
    }

    @Test
    void whatIsGivenUpLeavesNoCopy() throws IOException {
        FileSnapshots snapshots = snapshots(local);
        snapshots.expect(HOME + "/chk-1", List.of(EXECUTION, new ExecutionId(EXECUTION.task(), 2)));
        take(snapshots, HOME + "/chk-1", 1, List.of());
        // The other task never answers.
        snapshots.expect(HOME + "/chk-2", List.of(EXECUTION, new ExecutionId(EXECUTION.task(), 2)));
        snapshots.write(
                EXECUTION,
                2,
                HOME + "/chk-2",
                part -> {
                    part.open().writer().writeBytes(bytes(2));
                    part.close();
                },
                new SnapshotStore.Outcome() {
                    @Override
                    public void durable(List<Slice> places) {
                        throw new AssertionError("A part is missing.");
                    }

                    @Override
                    public void failed(Exception reason) {
                        assertEquals(SnapshotStore.GivenUp.class, reason.getClass());
                    }
                });
        assertEquals(3, files());
        snapshots.aborted(HOME + "/chk-2");
        assertEquals(2, files());
    }

    @Test
    void aDamagedCopyIsReadFromTheStorage() throws IOException {
        FileSnapshots snapshots = snapshots(local);
        List<Slice> slices = checkpoint(snapshots, 1, List.of());
        try (Stream<Path> all = Files.list(local)) {
            for (Path copy : all.toList()) {
                byte[] damaged = Files.readAllBytes(copy);
                damaged[70_000] ^= 1;
                Files.write(copy, damaged);
            }
        }
        BytesRead read = new BytesRead();
        assertArrayEquals(bytes(1), read(snapshots, slices.get(0), 1, read));
        assertArrayEquals(bytes(101), read(snapshots, slices.get(1), 1, read));
        assertEquals(0, read.fromWorker());
        assertEquals(300_000, read.fromStorage());
        assertEquals(0, files(), "nobody tries them again");
        storage.delete(HOME);
        HeddleException missing = assertThrows(HeddleException.class, () -> read(snapshots, slices.get(0), 1));
        assertTrue(missing.getMessage().contains("the file is missing"), missing::getMessage);
    }

    @Test
    void aDiskThatTakesNothingFailsNoCheckpoint() throws IOException {
        Path file = Files.writeString(local.resolve("a file"), "where a directory should be");
        FileSnapshots snapshots = snapshots(file);
        List<Slice> slices = checkpoint(snapshots, 1, List.of());
        assertArrayEquals(bytes(1), read(snapshots, slices.get(0), 1));
    }

    /** A savepoint belongs to a person and may be large; tasks start again from checkpoints. */
    @Test
    void savepointsAreNotCopied() throws IOException {
        take(snapshots(local), "/sp/savepoint-000000-1-7", 7, List.of());
        assertEquals(0, files());
    }
}
