package io.heddle.am.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.core.agent.IoPool;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.control.Epoch;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a checkpoint that cannot be read: that it is not fit, or that nobody could say. */
class DurableWorkTest {
    private static final String LINEAGE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    private final LocalStorage disk = new LocalStorage();

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
        return new CheckpointMetadata(
                new JobId(LINEAGE), "Ledger", 0, 1, CheckpointKind.CHECKPOINT, 1, 2, LINEAGE, List.of());
    }

    private String read(Storage storage) throws Exception {
        CompletableFuture<Event> heard = new CompletableFuture<>();
        try (IoPool io = new IoPool("durable", 1)) {
            DurableWork work = new DurableWork(
                    new LedgerStore(storage, directory + "/ledger", new Epoch(1, 1, 1)),
                    storage,
                    keys(storage),
                    io,
                    io,
                    heard::complete,
                    entry -> {});
            work.read(new Decision.ReadCheckpoint(1, path(), false));
            Event event = heard.get();
            if (event instanceof Event.CheckpointUnreadable unreadable) {
                return unreadable.mayPass() ? "unreadable now" : "unreadable for good";
            }
            return event instanceof Event.CheckpointRead ? "read" : event.toString();
        }
    }

    /** Nobody answers whoever opens a file. */
    private record Away(Storage storage) implements Storage {
        @Override
        public InputStream open(String path, long offset) throws IOException {
            throw new ConnectException("Connection refused");
        }

        @Override
        public OutputStream create(String path) throws IOException {
            return storage.create(path);
        }

        @Override
        public void writeAtomically(String path, byte[] content) throws IOException {
            storage.writeAtomically(path, content);
        }

        @Override
        public void writePrivately(String path, byte[] content) throws IOException {
            storage.writePrivately(path, content);
        }

        @Override
        public boolean exists(String path) throws IOException {
            return storage.exists(path);
        }

        @Override
        public List<StoredFile> list(String path) throws IOException {
            return storage.list(path);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            storage.rename(from, to);
        }

        @Override
        public void delete(String path) throws IOException {
            storage.delete(path);
        }

        @Override
        public void makePrivateDirectory(String path) throws IOException {
            storage.makePrivateDirectory(path);
        }
    }
}
