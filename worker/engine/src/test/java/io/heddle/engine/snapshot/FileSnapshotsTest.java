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
import io.heddle.core.storage.ForwardingStorage;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import io.heddle.engine.testing.FullStorage;
import io.heddle.engine.testing.MemoryStorage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSnapshotsTest {
    private static final int INLINE_LIMIT = 100;
    private static final SegmentLabel LABEL = new SegmentLabel(StateKind.KEYED, "state", "test/1", 0, 127);

    private static final TaskId TASK = new TaskId(new JobId("00000000000000000000000000000001"), 0, 1);

    @TempDir
    Path home;

    private FileSnapshots snapshots() {
        return new FileSnapshots(new LocalStorage(), INLINE_LIMIT, "w1", Runnable::run, null);
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

    private static void writeFour(SnapshotStore.Part part) throws IOException {
        write(part, part.open(), bytes(10));
        write(part, part.openShared(), bytes(200_000));
        write(part, part.open(), bytes(300_000));
        write(part, part.openShared(), bytes(400));
    }

    /** What was heard of a part. */
    private static final class Heard implements SnapshotStore.Outcome {
        private final List<Slice> slices = new ArrayList<>();
        private final List<Exception> failures = new ArrayList<>();

        @Override
        public void durable(List<Slice> places) {
            slices.addAll(places);
        }

        @Override
        public void failed(Exception reason) {
            failures.add(reason);
        }
    }

    private static ExecutionId execution(int subtask) {
        return new ExecutionId(new TaskId(TASK.job(), 0, subtask), 1);
    }

    private List<Slice> written(FileSnapshots snapshots) {
        Heard heard = new Heard();
        snapshots.expect(directory(3), List.of(execution(1)));
        snapshots.write(execution(1), 3, directory(3), FileSnapshotsTest::writeFour, heard);
        assertEquals(List.of(), heard.failures);
        return heard.slices;
    }

    @Test
    void allTasksOfAWorkerShareAFileWhichIsDurableWhenNoneIsMissing() throws IOException {
        FileSnapshots snapshots = snapshots();
        List<Heard> heard = List.of(new Heard(), new Heard(), new Heard());
        snapshots.write(execution(0), 3, directory(3), FileSnapshotsTest::writeFour, heard.get(0));
        snapshots.expect(directory(3), List.of(execution(0), execution(1), execution(2), execution(9)));
        snapshots.write(execution(1), 3, directory(3), FileSnapshotsTest::writeFour, heard.get(1));
        snapshots.write(execution(2), 3, directory(3), FileSnapshotsTest::writeFour, heard.get(2));
        assertEquals(List.of(), heard.get(0).slices);
        snapshots.leave(execution(9));
        for (String directory : List.of("chk-3", "shared")) {
            try (var files = Files.list(home.resolve(directory))) {
                assertEquals(1, files.count());
            }
        }
        for (Heard each : heard) {
            for (int i = 0; i < 4; i++) {
                byte[] read = snapshots
                        .restored(LABEL.at(each.slices.get(i)), 3, directory(3), new BytesRead())
                        .read();
                assertArrayEquals(bytes(new int[] {10, 200_000, 300_000, 400}[i]), read);
            }
        }
    }

    /** Nobody else hears of what happens on an I/O thread. */
    @Test
    void aSerialiserThatEndsByAnErrorFailsItsPart() throws IOException {
        FileSnapshots snapshots = snapshots();
        Heard whole = new Heard();
        Heard broken = new Heard();
        snapshots.expect(directory(3), List.of(execution(0), execution(1)));
        snapshots.write(execution(0), 3, directory(3), FileSnapshotsTest::writeFour, whole);
        snapshots.write(
                execution(1),
                3,
                directory(3),
                part -> {
                    write(part, part.open(), bytes(300_000));
                    throw new StackOverflowError();
                },
                broken);
        assertEquals(1, broken.failures.size());
        assertEquals(1, whole.failures.size());
        try (var files = Files.list(home.resolve("chk-3"))) {
            assertEquals(0, files.count());
        }
    }

    /** Five states in each of 64 subtasks: what the NameNode has to do depends on the number of workers alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aCheckpointMakesOneFilePerWorkerHoweverManyTasksAndStatesThereAre(int workers) {
        MemoryStorage storage = new MemoryStorage();
        for (int worker = 0; worker < workers; worker++) {
            FileSnapshots snapshots = new FileSnapshots(storage, INLINE_LIMIT, "w" + worker, Runnable::run, null);
            List<ExecutionId> here = IntStream.range(worker * 64 / workers, (worker + 1) * 64 / workers)
                    .mapToObj(FileSnapshotsTest::execution)
                    .toList();
            snapshots.expect("/ck/chk-3", here);
            for (ExecutionId each : here) {
                Heard heard = new Heard();
                snapshots.write(each, 3, "/ck/chk-3", FileSnapshotsTest::writeFive, heard);
                assertEquals(List.of(), heard.failures);
            }
        }
        assertEquals(workers, storage.list("/ck/chk-3").size());
        assertEquals(0, storage.list("/ck/shared").size());
    }

    private static void writeFive(SnapshotStore.Part part) throws IOException {
        for (int state = 0; state < 5; state++) {
            write(part, part.open(), bytes(30_000));
        }
    }

    @Test
    void aPartThatFailsFailsTheOthersInTheFile() {
        FileSnapshots snapshots = snapshots();
        Heard first = new Heard();
        Heard second = new Heard();
        snapshots.expect(directory(3), List.of(execution(0), execution(1)));
        snapshots.write(execution(0), 3, directory(3), FileSnapshotsTest::writeFour, first);
        snapshots.write(
                execution(1),
                3,
                directory(3),
                part -> {
                    throw new IOException("no");
                },
                second);
        assertEquals(1, first.failures.size());
        assertEquals(1, second.failures.size());
    }

    /** Storage says that it cannot by all kinds of exceptions, and the last part to come is not always what closes the file. */
    @Test
    void whateverClosingAFileEndsByIsToldToEveryTaskOnce() {
        Storage unclosable = new ForwardingStorage(new LocalStorage()) {
            @Override
            public OutputStream create(String path) throws IOException {
                return new FilterOutputStream(super.create(path)) {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        throw new IllegalStateException("no");
                    }
                };
            }
        };
        for (boolean expectedLast : List.of(false, true)) {
            FileSnapshots snapshots = new FileSnapshots(unclosable, INLINE_LIMIT, "w1", Runnable::run, null);
            List<Heard> heard = List.of(new Heard(), new Heard());
            List<ExecutionId> all = List.of(execution(0), execution(1));
            if (!expectedLast) {
                snapshots.expect(directory(3), all);
            }
            for (int task = 0; task < heard.size(); task++) {
                snapshots.write(execution(task), 3, directory(3), FileSnapshotsTest::writeFour, heard.get(task));
            }
            if (expectedLast) {
                snapshots.expect(directory(3), all);
            }
            heard.forEach(each -> assertEquals("no", onlyFailure(each)));
        }
    }

    /** F19: wherever the disk is full, every task hears that once, and nothing stays: no file, no copy, nothing open. */
    @Test
    void aDiskThatIsFullFailsTheCheckpointAndKeepsNothing() throws IOException {
        FullStorage storage = new FullStorage(new LocalStorage(), 0);
        Path copies = home.resolve("copies");
        FileSnapshots snapshots =
                new FileSnapshots(storage, INLINE_LIMIT, "w1", Runnable::run, new LocalCopies(copies));
        int failed = 0;
        for (int checkpoint = 1; checkpoint <= 40; checkpoint++) {
            storage.makeRoom(50_000L * checkpoint);
            List<Heard> heard = List.of(new Heard(), new Heard(), new Heard());
            snapshots.expect(directory(checkpoint), List.of(execution(0), execution(1), execution(2)));
            for (int task = 0; task < heard.size(); task++) {
                snapshots.write(
                        execution(task),
                        checkpoint,
                        directory(checkpoint),
                        FileSnapshotsTest::writeFour,
                        heard.get(task));
            }
            assertEquals(0, storage.open());
            if (heard.get(0).failures.isEmpty()) {
                heard.forEach(each -> assertEquals(4, each.slices.size()));
                snapshots.completed(directory(checkpoint));
                storage.delete(directory(checkpoint));
                storage.delete(home.resolve("shared").toString());
            } else {
                failed++;
                assertTrue(heard.stream().map(FileSnapshotsTest::onlyFailure).anyMatch(FullStorage.FULL::equals));
                snapshots.aborted(directory(checkpoint));
                assertEquals(List.of(), storage.list(directory(checkpoint)));
                assertEquals(List.of(), storage.list(home.resolve("shared").toString()));
            }
            snapshots.closed(TASK.job());
            assertEquals(List.of(), storage.list(copies.toString()));
        }
        assertTrue(failed > 10 && failed < 40, failed + " of 40 checkpoints have failed");
    }

    private static String onlyFailure(Heard heard) {
        assertEquals(List.of(), heard.slices);
        assertEquals(1, heard.failures.size());
        return String.valueOf(heard.failures.get(0).getMessage());
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
            RestoredSegment restored =
                    snapshots.restored(LABEL.at(slices.get(i)), checkpoint, directory(checkpoint), new BytesRead());
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
            RestoredSegment restored = snapshots.restored(LABEL.at(slices.get(1)), 3, directory(3), new BytesRead());
            HeddleException refusal = assertThrows(HeddleException.class, restored::read);
            assertTrue(refusal.getMessage().contains("Checkpoint 3"), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
        }
        // Bytes that make no sense, but are those that were written, are not called damaged.
        Files.write(file, whole);
        RestoredSegment senseless = snapshots.restored(LABEL.at(slices.get(1)), 3, directory(3), new BytesRead());
        IOException longer = assertThrows(IOException.class, () -> senseless.read(in -> in.skip(199_999)));
        assertTrue(longer.getMessage().contains("longer"), longer.getMessage());
        senseless.read(in -> in.skip(200_000));
        byte[] damaged = whole.clone();
        damaged[150_000] ^= 4;
        Files.write(file, damaged);
        HeddleException found = assertThrows(
                HeddleException.class,
                () -> senseless.read(in -> {
                    throw new IllegalStateException("nonsense");
                }));
        assertTrue(found.getMessage().contains("Checkpoint 3"), found.getMessage());
        Files.write(file, Arrays.copyOf(whole, 150_000));
        try (InputStream in = snapshots
                .restored(LABEL.at(slices.get(1)), 3, directory(3), new BytesRead())
                .open()) {
            assertThrows(HeddleException.class, in::readAllBytes);
        }
        Files.delete(file);
        RestoredSegment gone = snapshots.restored(LABEL.at(slices.get(1)), 3, directory(3), new BytesRead());
        HeddleException missing = assertThrows(HeddleException.class, gone::open);
        assertTrue(missing.getMessage().contains(file.toString()), missing.getMessage());
        assertTrue(missing.getMessage().contains("the file is missing"), missing.getMessage());
    }

    @Test
    void anAbortedCheckpointLeavesNothing() throws IOException {
        FileSnapshots snapshots = snapshots();
        Heard heard = new Heard();
        snapshots.expect(directory(3), List.of(execution(1), execution(2)));
        snapshots.write(execution(1), 3, directory(3), FileSnapshotsTest::writeFour, heard);
        snapshots.aborted(directory(3));
        assertInstanceOf(SnapshotStore.GivenUp.class, heard.failures.get(0));
        assertEquals(List.of(0L, 0L), filesOwnAndShared());
    }

    /** Another worker's part was missing: what this one had finished is in nobody's way, and of no use. */
    @Test
    void whatIsDurableGoesWithACheckpointThatTheMasterGivesUp() throws IOException {
        FileSnapshots snapshots = snapshots();
        assertEquals(4, written(snapshots).size());
        assertEquals(List.of(1L, 1L), filesOwnAndShared());
        snapshots.aborted(directory(3));
        assertEquals(List.of(0L, 0L), filesOwnAndShared());
    }

    /** The job is over here before it was heard what has become of the checkpoint. */
    @Test
    void whatIsDurableStaysWhileTheCheckpointMayBeComplete() throws IOException {
        FileSnapshots snapshots = snapshots();
        assertEquals(4, written(snapshots).size());
        snapshots.abandoned(directory(3));
        snapshots.aborted(directory(3));
        assertEquals(List.of(1L, 1L), filesOwnAndShared());
    }

    private List<Long> filesOwnAndShared() throws IOException {
        List<Long> counts = new ArrayList<>();
        for (String directory : List.of("chk-3", "shared")) {
            try (var files = Files.list(home.resolve(directory))) {
                counts.add(files.count());
            }
        }
        return counts;
    }
}
