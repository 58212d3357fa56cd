package io.heddle.am.ledger;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.agent.IoPool;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries out the decisions that need storage, on I/O threads, and reports each one's outcome as an event. What appends to
 * the ledger runs on one thread, in the order of the decisions.
 */
public final class DurableWork {
    private static final Logger LOG = LogManager.getLogger(DurableWork.class);

    private final LedgerStore ledger;
    private final Storage storage;
    private final LineageKeys keys;
    private final IoPool ledgerThread;
    private final IoPool io;
    private final Consumer<Event> outcome;
    private final Consumer<LedgerEntry> recorded;
    /** Under way or done. Owned by the ledger's thread. */
    private final List<CompletableFuture<Boolean>> deletions = new ArrayList<>();

    /**
     * Makes one.
     *
     * @param outcome hears how each decision's work ended
     * @param recorded hears of each entry that has become durable, in order
     */
    public DurableWork(
            LedgerStore ledger,
            Storage storage,
            LineageKeys keys,
            IoPool ledgerThread,
            IoPool io,
            Consumer<Event> outcome,
            Consumer<LedgerEntry> recorded) {
        this.ledger = ledger;
        this.storage = storage;
        this.keys = keys;
        this.ledgerThread = ledgerThread;
        this.io = io;
        this.outcome = outcome;
        this.recorded = recorded;
    }

    public void persist(Decision.Persist decision) {
        ledgerThread.submit(() -> report(decision.token(), () -> append(decision.entry())));
    }

    public void persist(Decision.PersistCheckpoint decision) {
        ledgerThread.submit(() -> report(decision.token(), () -> {
            write(decision.entry(), decision.metadata());
            append(decision.entry());
        }));
    }

    private void append(LedgerEntry entry) throws IOException {
        ledger.append(entry);
        recorded.accept(entry);
    }

    private interface Blocking {
        void run() throws IOException;
    }

    private void report(long token, Blocking work) {
        try {
            work.run();
            outcome.accept(new Event.PersistDone(token));
        } catch (FencedException e) {
            LOG.error("{}", e.getMessage());
            outcome.accept(new Event.PersistFailed(token, FailureInfo.of(FaultCategory.EXTERNAL, e), true));
        } catch (IOException | RuntimeException e) {
            LOG.error("A record could not be made durable", e);
            outcome.accept(new Event.PersistFailed(token, FailureInfo.of(FaultCategory.EXTERNAL, e), false));
        }
    }

    private void write(LedgerEntry.CheckpointCompleted entry, CheckpointMetadata metadata) throws IOException {
        if (metadata.kind().isSavepoint()) {
            // It may be carried anywhere, and outlives the job: known before the first byte of it is there.
            keys.keep(metadata.lineage());
        }
        byte[] content = MetadataFile.write(metadata, keys.orNew(metadata.lineage()));
        String path = entry.path() + "/" + MetadataFile.NAME;
        try {
            storage.writeAtomically(path, content);
        } catch (FileAlreadyExistsException taken) {
            if (!Arrays.equals(storage.read(path), content)) {
                throw new IOException(path + " exists with another content; a checkpoint is never overwritten", taken);
            }
        }
    }

    /** Reads a checkpoint's metadata; its checksum and its signature must be right. */
    public void read(Decision.ReadCheckpoint decision) {
        io.submit(() -> {
            String path = decision.path();
            try {
                outcome.accept(new Event.CheckpointRead(decision.token(), path, verified(decision)));
            } catch (IOException | RuntimeException e) {
                boolean mayPass = e instanceof IOException && !(e instanceof FileSystemException);
                LOG.error("Checkpoint {} cannot be used{}", path, mayPass ? " now" : "", e);
                Problem problem = new Problem(MetadataFile.in(path) + ": " + why(e) + ".", "", "");
                outcome.accept(new Event.CheckpointUnreadable(
                        decision.token(),
                        path,
                        FailureInfo.of(FaultCategory.EXTERNAL, new HeddleException(FaultCategory.EXTERNAL, problem, e)),
                        mayPass));
            }
        });
    }

    /** Without the file's name, which a {@link FileSystemException} puts before its reason. */
    private static String why(Exception e) {
        return e instanceof FileSystemException unfit && unfit.getReason() != null
                ? unfit.getReason()
                : String.valueOf(e.getMessage());
    }

    /**
     * The metadata, if it is whole and ours. What another job has signed is gone on with under its key, which that job may
     * then not take along when it ends.
     *
     * @throws FileSystemException if it is not, which asking again will not change
     * @throws IOException if storage could not be asked
     */
    private CheckpointMetadata verified(Decision.ReadCheckpoint decision) throws IOException {
        String path = decision.path();
        MetadataFile.Unverified opened = opened(path, storage.read(MetadataFile.in(path)));
        Optional<String> objection = keys.objection(opened);
        if (objection.isEmpty() && !opened.lineage().equals(decision.job().hex())) {
            keys.keep(opened.lineage());
            objection = keys.objection(opened);
        }
        if (objection.isEmpty()) {
            return opened.content();
        }
        if (!decision.allowUnverified()) {
            throw unfit(
                    path,
                    objection.get()
                            + ". --allowUnverifiedState starts from it all the same, if you trust who gave it.");
        }
        LOG.warn("Checkpoint {} is used as a person has allowed, although {}", path, objection.get());
        return opened.content().ofUnknownLineage();
    }

    private static MetadataFile.Unverified opened(String path, byte[] content) throws FileSystemException {
        try {
            return MetadataFile.open(content);
        } catch (IOException damaged) {
            FileSystemException unfit = unfit(path, String.valueOf(damaged.getMessage()));
            unfit.initCause(damaged);
            throw unfit;
        }
    }

    private static FileSystemException unfit(String path, String why) {
        return new FileSystemException(MetadataFile.in(path), null, why);
    }

    /** Deletes what nothing refers to any more, unless another master has the say by now. */
    public void discard(List<String> paths) {
        ledgerThread.submit(() -> {
            if (mayDelete(paths)) {
                paths.forEach(path -> deletions.add(io.call(() -> delete(path))));
            }
        });
    }

    /** Deletes what a job's checkpoints have left, and then the key that nothing is signed with any more. */
    public void discard(Decision.DiscardLineage decision) {
        ledgerThread.submit(() -> {
            if (mayDelete(decision.paths())) {
                deletions.add(io.call(() -> delete(decision)));
            }
        });
    }

    /** Completes when what was to be deleted until now is gone, or could not be. */
    public CompletableFuture<Void> deleted() {
        return ledgerThread
                .call(() -> deletions.toArray(CompletableFuture<?>[]::new))
                .thenCompose(CompletableFuture::allOf);
    }

    private boolean mayDelete(List<String> paths) {
        deletions.removeIf(CompletableFuture::isDone);
        try {
            if (ledger.isFenced()) {
                LOG.warn("Left {} files alone: a later master has taken over", paths.size());
                return false;
            }
            return true;
        } catch (IOException e) {
            LOG.warn("Left {} files alone: the ledger cannot be read: {}", paths.size(), e.toString());
            return false;
        }
    }

    private boolean delete(Decision.DiscardLineage decision) {
        // All of them, whatever happens to one.
        boolean gone = decision.paths().stream().map(this::delete).reduce(true, Boolean::logicalAnd);
        if (gone) {
            try {
                keys.forget(decision.job().hex());
            } catch (IOException | RuntimeException e) {
                LOG.warn("The key of lineage {} stays: {}", decision.job(), e.toString());
            }
        }
        return gone;
    }

    private boolean delete(String path) {
        try {
            storage.delete(path);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be deleted and stays: {}", path, e.toString());
            return false;
        }
    }
}
