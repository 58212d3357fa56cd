package io.heddle.am;

import io.heddle.am.ledger.DurableWork;
import io.heddle.am.publication.Publication;
import io.heddle.am.rest.RestServer;
import io.heddle.am.yarn.Yarn;
import io.heddle.core.agent.IoPool;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.launch.StagingNames;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** The last steps of a master, each with a bound: let the client have its result, tell YARN, leave nothing behind. */
final class Leaving {
    private static final Logger LOG = LogManager.getLogger(Leaving.class);
    private static final long RESULT_FETCH_MS = 5_000;
    private static final long ARCHIVE_MS = 10_000;
    private static final long UNREGISTER_MS = 30_000;
    private static final long CLEAN_UP_MS = 10_000;
    private static final long DELETIONS_MS = 10_000;

    private final Yarn yarn;
    private final Traces traces;
    private final MasterLaunch launch;
    private final IoPool io;
    private final RestServer rest;
    private final CompletableFuture<Void> archived;
    private final DurableWork durable;

    /**
     * What a running application has outside of YARN.
     *
     * @param ledger a directory outside the staging directory, or null
     * @param ledgerIsShared whether a later application of the same cluster id may go on with that ledger
     */
    record Traces(
            Storage storage,
            Publication publication,
            @Nullable String ledger,
            boolean ledgerIsShared) {}

    Leaving(
            Yarn yarn,
            Traces traces,
            MasterLaunch launch,
            IoPool io,
            RestServer rest,
            CompletableFuture<Void> archived,
            DurableWork durable) {
        this.yarn = yarn;
        this.traces = traces;
        this.launch = launch;
        this.io = io;
        this.rest = rest;
        this.archived = archived;
        this.durable = durable;
    }

    /** Does what {@code ending} asks for; the answer is the process's exit code. */
    int leave(Ending ending, String application) throws InterruptedException {
        if (ending instanceof Ending.Over over) {
            return end(over, application);
        }
        LOG.error("This attempt leaves with code {}: {}", ending.exitCode(), ending);
        return ending.exitCode();
    }

    private int end(Ending.Over over, String application) throws InterruptedException {
        if (launch.clientWaits()) {
            awaitQuietly("the client to fetch the result", rest.resultFetched(), RESULT_FETCH_MS);
        }
        awaitQuietly("the archive", archived, ARCHIVE_MS);
        if (!yarn.unregister(over.status(), over.diagnostics(), UNREGISTER_MS)) {
            // The ledger says that the jobs have ended: the next attempt only has this step left.
            return ExitCode.UNREGISTER_FAILED.number();
        }
        // Only now: an attempt that could not unregister will be followed by one that needs these files.
        CompletableFuture<Void> clean = new CompletableFuture<>();
        io.submit(() -> {
            deleteLedger();
            cleanUp(application);
            clean.complete(null);
        });
        awaitQuietly("the staging directory's deletion", clean, CLEAN_UP_MS);
        awaitQuietly("the deletion of checkpoints", durable.deleted(), DELETIONS_MS);
        return over.exitCode();
    }

    /** Deletes what only a running application needs. Any thread; blocks. */
    void cleanUp(String application) {
        if (!traces.ledgerIsShared()) {
            deleteLedger();
        }
        traces.publication().withdraw();
        delete(launch.baseDirectory() + "/" + StagingNames.credentials(application));
        delete(launch.stagingDirectory());
    }

    private void deleteLedger() {
        if (traces.ledger() != null) {
            delete(traces.ledger());
        }
    }

    private void delete(String path) {
        try {
            traces.storage().delete(path);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be deleted and stays: {}", path, e.toString());
        }
    }

    private static void awaitQuietly(String what, CompletableFuture<Void> done, long timeoutMs)
            throws InterruptedException {
        try {
            done.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("Did not wait longer than {} ms for {}", timeoutMs, what);
        } catch (ExecutionException e) {
            LOG.warn("Waiting for {} failed", what, e.getCause());
        }
    }
}
