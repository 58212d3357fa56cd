package io.heddle.am.ledger;

import io.heddle.coordinator.port.Event.UnreadableEntry;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.control.Epoch;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of an application: files numbered without a gap, each created, never overwritten. To append is to create the
 * next number; two masters cannot both succeed, so the one that opened last fences the other out by having taken the
 * number that the other will try next. Nothing else is needed: no lock, no lease, no clock.
 *
 * <p>Owned by the one I/O thread that writes it; every call blocks.
 */
public final class LedgerStore {
    private static final Logger LOG = LogManager.getLogger(LedgerStore.class);
    private static final int TRIES = 3;

    private final Storage storage;
    private final String directory;
    private final Epoch epoch;
    private long next;

    /** What a new master finds. */
    public record Opened(List<LedgerEntry> entries, List<UnreadableEntry> unreadable) {}

    public LedgerStore(Storage storage, String directory, Epoch epoch) {
        this.storage = storage;
        this.directory = directory;
        this.epoch = epoch;
    }

    private String path(long number) {
        return directory + "/" + String.format("%012d", number);
    }

    /**
     * Takes the ledger over: from here on no lower epoch can append.
     *
     * @throws FencedException if a higher epoch has opened it already
     */
    public Opened open() throws IOException {
        storage.makePrivateDirectory(directory);
        byte[] opening = new LedgerFile(epoch, null).encode();
        while (true) {
            Found found = readAll();
            if (found.highest.compareTo(epoch) > 0) {
                throw new FencedException(epoch, found.highest);
            }
            next = found.nextNumber;
            try {
                storage.writeAtomically(path(next), opening);
                next++;
                return new Opened(found.sinceLastSnapshot(), found.unreadable);
            } catch (FileAlreadyExistsException raced) {
                LOG.info("Another master appended to {} while it was being taken over; reading it again", directory);
            }
        }
    }

    /**
     * Appends an entry; it is durable when this returns.
     *
     * @throws FencedException if a higher epoch has opened the ledger; then every later call throws it too
     */
    public void append(LedgerEntry entry) throws IOException {
        byte[] content = new LedgerFile(epoch, entry).encode();
        for (int attempt = 1; ; attempt++) {
            try {
                storage.writeAtomically(path(next), content);
                break;
            } catch (FileAlreadyExistsException taken) {
                byte[] there = storage.read(path(next));
                if (Arrays.equals(there, content)) {
                    break; // An earlier try succeeded and only its answer was lost.
                }
                Epoch writer = LedgerFile.decode(there).epoch();
                if (writer.compareTo(epoch) != 0) {
                    throw new FencedException(epoch, writer);
                }
                // Ours, from an append that storage took although it answered with an error.
                next++;
                attempt = 0;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                LOG.warn("Entry {} of the ledger could not be written at try {}: {}", next, attempt, e.toString());
            }
        }
        next++;
        if (entry instanceof LedgerEntry.Snapshot) {
            deleteBefore(next - 1);
        }
    }

    /** Whether a higher epoch has opened the ledger. */
    public boolean isFenced() throws IOException {
        return storage.exists(path(next))
                && LedgerFile.decode(storage.read(path(next))).epoch().compareTo(epoch) != 0;
    }

    /** A snapshot stands for all before it; only what opened an epoch stays, as that epoch's fence. */
    private void deleteBefore(long snapshot) {
        try {
            for (StoredFile file : storage.list(directory)) {
                if (numberOf(file) < snapshot && !opensAnEpoch(file)) {
                    storage.delete(file.path());
                }
            }
        } catch (IOException e) {
            LOG.warn("Old entries of the ledger stay until the next try: {}", e.toString());
        }
    }

    private boolean opensAnEpoch(StoredFile file) throws IOException {
        try {
            return LedgerFile.decode(storage.read(file.path())).entry() == null;
        } catch (IOException unreadable) {
            LOG.warn(
                    "Entry {} of the ledger is damaged and older than the snapshot: {}",
                    file.name(),
                    unreadable.toString());
            return false;
        }
    }

    private static long numberOf(StoredFile file) {
        return file.name().matches("\\d{12}") ? Long.parseLong(file.name()) : -1;
    }

    private Found readAll() throws IOException {
        Found found = new Found();
        for (StoredFile file : storage.list(directory)) {
            long number = numberOf(file);
            if (number < 0) {
                continue; // a draft of a write that never became visible
            }
            found.nextNumber = number + 1;
            try {
                LedgerFile read = LedgerFile.decode(storage.read(file.path()));
                found.highest = read.epoch().compareTo(found.highest) > 0 ? read.epoch() : found.highest;
                found.add(number, read.entry());
            } catch (IOException e) {
                found.unreadable.add(new UnreadableEntry(null, file.path() + " cannot be read: " + e.getMessage()));
            }
        }
        return found;
    }

    private static final class Found {
        private final Map<Long, LedgerEntry> entries = new TreeMap<>();
        private final List<UnreadableEntry> unreadable = new ArrayList<>();
        private Epoch highest = Epoch.NONE;
        private long nextNumber = 1;
        private long lastSnapshot;

        void add(long number, @Nullable LedgerEntry entry) {
            if (entry != null) {
                entries.put(number, entry);
                lastSnapshot = entry instanceof LedgerEntry.Snapshot ? number : lastSnapshot;
            }
        }

        List<LedgerEntry> sinceLastSnapshot() {
            List<LedgerEntry> list = new ArrayList<>();
            entries.forEach((number, entry) -> {
                if (number == lastSnapshot && entry instanceof LedgerEntry.Snapshot snapshot) {
                    list.addAll(snapshot.entries());
                } else if (number > lastSnapshot) {
                    list.add(entry);
                }
            });
            return list;
        }
    }
}
