package io.heddle.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotsTest {
    private static final int INLINE_LIMIT = 100;
    private static final SegmentLabel LABEL = new SegmentLabel(StateKind.KEYED, "state", "test/1", 0, 127);

    private static final TaskId TASK = new TaskId(new JobId("00000000000000000000000000000001"), 0, 1);

    @TempDir
    Path home;

    private FileSnapshots snapshots() {
        return new FileSnapshots(new LocalStorage(), INLINE_LIMIT);
    }

    private String directory(int checkpoint) {
        return home.resolve("chk-" + checkpoint).toString();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void write(SnapshotStore.Part part, SegmentSink sink, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += 1_000) {
            sink.writer().writeBytes(bytes, at, Math.min(1_000, bytes.length - at));
            sink.drain();
        }
        part.close();
    }

    private List<Slice> written(FileSnapshots snapshots) throws IOException {
        SnapshotStore.Part part = snapshots.begin(new ExecutionId(TASK, 1), 3, directory(3));
        write(part, part.open(), bytes(10));
        write(part, part.openShared(), bytes(200_000));
        write(part, part.open(), bytes(300_000));
        write(part, part.openShared(), bytes(400));
        return part.commit();
    }

    @Test
    void smallBytesTravelInlineAndSharedOnesLiveBesideTheCheckpoint() throws IOException {
        FileSnapshots snapshots = snapshots();
        List<Slice> slices = written(snapshots);
        assertInstanceOf(Slice.Inline.class, slices.get(0));
        Slice.InFile own = assertInstanceOf(Slice.InFile.class, slices.get(2));
        Slice.InFile shared = assertInstanceOf(Slice.InFile.class, slices.get(3));
        assertFalse(own.shared());
        assertTrue(shared.shared());
        assertEquals(200_000, shared.offset());
        try (var files = Files.list(home.resolve("shared"))) {
            assertEquals(1, files.count());
        }
        int[] lengths = {10, 200_000, 300_000, 400};
        for (int i = 0; i < lengths.length; i++) {
            // A later checkpoint of the same home finds shared bytes by the same path.
            int checkpoint = i % 2 == 1 ? 4 : 3;
            RestoredSegment restored = snapshots.restored(LABEL.at(slices.get(i)), checkpoint, directory(checkpoint));
            assertArrayEquals(bytes(lengths[i]), restored.read());
            assertEquals(home.toString(), restored.home());
        }
    }

    @Test
    void everyFlippedBitIsFoundAndTheErrorNamesFileAndCheckpoint() throws IOException {
        FileSnapshots snapshots = snapshots();
        List<Slice> slices = written(snapshots);
        Path file;
        try (var files = Files.list(home.resolve("shared"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at : new int[] {0, 70_001, 199_999}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            RestoredSegment restored = snapshots.restored(LABEL.at(slices.get(1)), 3, directory(3));
            HeddleException refusal = assertThrows(HeddleException.class, restored::read);
            assertTrue(refusal.getMessage().contains("Checkpoint 3"), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
        }
        Files.write(file, java.util.Arrays.copyOf(whole, 150_000));
        try (InputStream in =
                snapshots.restored(LABEL.at(slices.get(1)), 3, directory(3)).open()) {
            assertThrows(HeddleException.class, in::readAllBytes);
        }
    }

    @Test
    void anAbortedPartLeavesNothing() throws IOException {
        SnapshotStore.Part part = snapshots().begin(new ExecutionId(TASK, 1), 3, directory(3));
        write(part, part.open(), bytes(200_000));
        write(part, part.openShared(), bytes(200_000));
        part.abort();
        for (String directory : List.of("chk-3", "shared")) {
            try (var files = Files.list(home.resolve(directory))) {
                assertEquals(0, files.count());
            }
        }
    }
}
