package io.heddle.am.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.coordinator.port.LedgerEntry.CheckpointIdsReserved;
import io.heddle.coordinator.port.LedgerEntry.Snapshot;
import io.heddle.core.control.Epoch;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerStoreTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");

    @TempDir
    Path directory;

    private LedgerStore store(int attempt) {
        return new LedgerStore(new LocalStorage(), directory + "/ledger", new Epoch(1, 1, attempt));
    }

    private static LedgerEntry entry(long limit) {
        return new CheckpointIdsReserved(JOB, limit);
    }

    private static LedgerStore openedWith(LedgerStore store, LedgerEntry... entries) throws IOException {
        LedgerStore.Opened opened = store.open();
        store.append(new Snapshot(opened.entries()));
        for (LedgerEntry entry : entries) {
            store.append(entry);
        }
        return store;
    }

    @Test
    void theFirstMasterFindsNothing() throws IOException {
        assertEquals(List.of(), store(1).open().entries());
    }

    @Test
    void aNewMasterFindsSnapshotAndWhatFollowed() throws IOException {
        openedWith(store(1), entry(10), entry(20));
        LedgerStore second = store(2);
        LedgerStore.Opened opened = second.open();
        assertEquals(List.of(entry(10), entry(20)), opened.entries());
        second.append(new Snapshot(List.of(entry(20))));
        second.append(entry(30));
        assertEquals(List.of(entry(20), entry(30)), store(3).open().entries());
    }

    @Test
    void aMasterThatDiedBeforeItsSnapshotLosesNothing() throws IOException {
        openedWith(store(1), entry(10));
        store(2).open();
        assertEquals(List.of(entry(10)), store(3).open().entries());
    }

    @Test
    void anOldMasterIsFencedForEver() throws IOException {
        LedgerStore first = openedWith(store(1), entry(10));
        assertFalse(first.isFenced());
        LedgerStore second = openedWith(store(2), entry(20));
        openedWith(store(3), entry(30));
        assertTrue(first.isFenced());
        assertThrows(FencedException.class, () -> first.append(entry(99)));
        assertThrows(FencedException.class, () -> first.append(entry(99)));
        assertThrows(FencedException.class, () -> second.append(entry(99)));
        assertEquals(List.of(entry(10), entry(20), entry(30)), store(4).open().entries());
    }

    @Test
    void aLowerEpochCannotOpen() throws IOException {
        openedWith(store(2));
        assertThrows(FencedException.class, () -> store(1).open());
    }

    @Test
    void anAppendWhoseAnswerWasLostCountsOnce() throws IOException {
        LedgerStore first = openedWith(store(1));
        List<StoredFile> before = new LocalStorage().list(directory + "/ledger");
        long number = Long.parseLong(before.get(before.size() - 1).name()) + 1;
        new LocalStorage()
                .writeAtomically(
                        directory + "/ledger/" + String.format("%012d", number),
                        new LedgerFile(new Epoch(1, 1, 1), entry(10)).encode());
        first.append(entry(10));
        first.append(entry(20));
        assertEquals(List.of(entry(10), entry(20)), store(2).open().entries());
    }

    @Test
    void aDamagedEntryIsNamedAndTheRestIsRead() throws IOException {
        openedWith(store(1), entry(10), entry(20));
        List<StoredFile> files = new LocalStorage().list(directory + "/ledger");
        Path damaged = Path.of(files.get(files.size() - 2).path());
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(damaged, bytes);
        LedgerStore.Opened opened = store(2).open();
        assertEquals(List.of(entry(20)), opened.entries());
        assertEquals(1, opened.unreadable().size());
        assertTrue(opened.unreadable().get(0).problem().contains("checksum"));
    }

    @Test
    void aSnapshotTakesTheOldEntriesAway() throws IOException {
        openedWith(store(1), entry(10), entry(20), entry(30));
        openedWith(store(2));
        // Two openings that stay as fences, and the snapshot.
        assertEquals(3, new LocalStorage().list(directory + "/ledger").size());
    }
}
