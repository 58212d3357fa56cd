package io.heddle.am.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.agent.IoPool;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.control.Epoch;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.ForwardingStorage;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a checkpoint that cannot be read: that it is not fit, or that nobody could say; and how long keys stay. */
class DurableWorkTest {
    private static final String LINEAGE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    private final LocalStorage disk = new LocalStorage();
    private int ledgers;

    @Test
    void aMissingOrDamagedCheckpointStaysSo() throws Exception {
        assertEquals("unreadable for good", read(disk));
        byte[] content = MetadataFile.write(metadata(), keys(disk).orNew(LINEAGE));
        content[content.length / 2] ^= 1;
        disk.writeAtomically(MetadataFile.in(path()), content);
        assertEquals("unreadable for good", read(disk));
    }

    @Test
    void storageThatDoesNotAnswerSaysNothingAboutTheCheckpoint() throws Exception {
        disk.writeAtomically(
                MetadataFile.in(path()),
                MetadataFile.write(metadata(), keys(disk).orNew(LINEAGE)));
        assertEquals("unreadable now", read(new Away(disk)));
        assertEquals("read", read(disk));
    }

    private String path() {
        return directory + "/chk-1";
    }

    private LineageKeys keys(Storage storage) {
        return new LineageKeys(storage, directory.toString());
    }

    private static CheckpointMetadata metadata() {
        return metadata(CheckpointKind.CHECKPOINT);
    }

    private static CheckpointMetadata metadata(CheckpointKind kind) {
        return new CheckpointMetadata(new JobId(LINEAGE), "Ledger", 0, 1, kind, 1, 2, LINEAGE, List.of());
    }

    @Test
    void theKeyGoesWithTheLastCheckpoint() throws Exception {
        write(disk, CheckpointKind.CHECKPOINT);
        end(disk);
        assertFalse(disk.exists(path()));
        assertFalse(hasKey());
    }

    @Test
    void theKeyStaysWhenItIsNotCertainThatTheCheckpointsAreGone() throws Exception {
        write(disk, CheckpointKind.CHECKPOINT);
        end(new Away(disk));
        assertTrue(hasKey());
        assertEquals("read", read(disk));
    }

    @Test
    void theKeyOfASavepointStays() throws Exception {
        for (CheckpointKind kind : CheckpointKind.values()) {
            if (kind.isSavepoint()) {
                write(disk, kind);
                end(disk);
                assertTrue(hasKey(), kind.toString());
            }
        }
    }

    @Test
    void theKeyThatAnotherJobGoesOnWithStays() throws Exception {
        write(disk, CheckpointKind.CHECKPOINT);
        assertEquals("read", read(disk, new JobId("f".repeat(32))));
        end(disk);
        assertTrue(hasKey());
    }

    private boolean hasKey() throws IOException {
        return disk.exists(directory + "/.heddle/keys/" + LINEAGE);
    }

    private void write(Storage storage, CheckpointKind kind) throws Exception {
        CompletableFuture<Event> heard = new CompletableFuture<>();
        try (IoPool io = new IoPool("durable", 1)) {
            work(storage, io, heard)
                    .persist(new Decision.PersistCheckpoint(
                            1,
                            new LedgerEntry.CheckpointCompleted(new JobId(LINEAGE), 1, kind, path(), 2),
                            metadata(kind)));
            assertEquals(new Event.PersistDone(1), heard.get());
        }
    }

    /** The job has ended and keeps no checkpoint. */
    private void end(Storage storage) throws Exception {
        try (IoPool io = new IoPool("durable", 1)) {
            DurableWork work = work(storage, io, new CompletableFuture<>());
            work.discard(new Decision.DiscardLineage(new JobId(LINEAGE), List.of(path(), directory + "/nothing")));
            work.deleted().get();
        }
    }

    private DurableWork work(Storage storage, IoPool io, CompletableFuture<Event> heard) throws IOException {
        LedgerStore ledger = new LedgerStore(storage, directory + "/ledger-" + ledgers++, new Epoch(1, 1, 1));
        ledger.open();
        return new DurableWork(ledger, storage, keys(storage), io, io, heard::complete, entry -> {});
    }

    private String read(Storage storage) throws Exception {
        return read(storage, new JobId(LINEAGE));
    }

    private String read(Storage storage, JobId job) throws Exception {
        CompletableFuture<Event> heard = new CompletableFuture<>();
        try (IoPool io = new IoPool("durable", 1)) {
            work(storage, io, heard).read(new Decision.ReadCheckpoint(1, job, path(), false));
            Event event = heard.get();
            if (event instanceof Event.CheckpointUnreadable unreadable) {
                return unreadable.mayPass() ? "unreadable now" : "unreadable for good";
            }
            return event instanceof Event.CheckpointRead ? "read" : event.toString();
        }
    }

    /** Nobody answers whoever opens or deletes a file. */
    private static final class Away extends ForwardingStorage {
        Away(Storage storage) {
            super(storage);
        }

        @Override
        public InputStream open(String path, long offset) throws IOException {
            throw new ConnectException("Connection refused");
        }

        @Override
        public void delete(String path) throws IOException {
            throw new ConnectException("Connection refused");
        }
    }
}
