package io.heddle.am.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Strand;
import io.heddle.core.config.Configuration;
import io.heddle.core.launch.MasterAddress;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.Secret;
import io.heddle.zookeeper.Quorum;
import io.heddle.zookeeper.ZooKeeperNodes;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * With {@code high-availability: zookeeper}, ZooKeeper tells where the master is and, for each job that has not ended, where
 * its records and its newest checkpoint are. Otherwise nothing. No decision depends on it.
 */
public final class Publication {
    private static final Logger LOG = LogManager.getLogger(Publication.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WITHDRAWAL_MS = 5_000;

    private final String ledgerDirectory;
    private final @Nullable ZooKeeperNodes nodes;
    private boolean summarised;

    /**
     * Makes one.
     *
     * @param digest the password to the application's nodes
     */
    public Publication(
            Configuration configuration, String application, Secret digest, String ledgerDirectory, IoPool io) {
        this.ledgerDirectory = ledgerDirectory;
        this.nodes = Quorum.of(configuration, application, digest)
                .map(quorum -> new ZooKeeperNodes(quorum, new Strand(io::submit)))
                .orElse(null);
    }

    public void master(MasterAddress address) {
        if (nodes != null) {
            nodes.publish(address);
        }
    }

    /** An entry of the ledger has become durable. */
    public void recorded(LedgerEntry entry) {
        if (nodes == null) {
            return;
        }
        if (entry instanceof LedgerEntry.Snapshot snapshot) {
            // What had ended before it was removed then; only of an earlier master nobody knows how far it came.
            snapshot.entries().stream()
                    .filter(each -> !summarised || !(each instanceof LedgerEntry.JobEnded))
                    .forEach(this::recorded);
            summarised = true;
        } else if (entry instanceof LedgerEntry.JobAdmitted admitted) {
            nodes.put(name(admitted.job()), pointer(Map.of("ledger", ledgerDirectory)));
        } else if (entry instanceof LedgerEntry.CheckpointCompleted completed) {
            nodes.put(
                    name(completed.job()),
                    pointer(Map.of(
                            "ledger",
                            ledgerDirectory,
                            "checkpoint",
                            Map.of("id", completed.checkpointId(), "path", completed.path()))));
        } else if (entry instanceof LedgerEntry.JobEnded ended) {
            nodes.remove(name(ended.job()));
        }
    }

    private static String name(JobId job) {
        return "jobs/" + job.hex();
    }

    private static byte[] pointer(Map<String, Object> content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (IOException impossible) {
            throw new IllegalStateException("Names and numbers are always JSON.", impossible);
        }
    }

    /** The application has ended: nothing of it stays. Blocks, for a bounded time. */
    public void withdraw() {
        if (nodes == null) {
            return;
        }
        try {
            nodes.removeAll().get(WITHDRAWAL_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("What this application said in ZooKeeper may stay there: {}", e.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
