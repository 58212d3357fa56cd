package io.heddle.engine.worker;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobEdge;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.stored.StoredResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** What tasks of one job have left on this worker's disk for tasks of later stages. Worker-control thread only. */
final class StoredResults {
    private static final Logger LOG = LogManager.getLogger(StoredResults.class);

    private final Path directory;
    private final Map<Key, StoredResult> results = new HashMap<>();

    private record Key(int edge, int producer, int attempt) {}

    StoredResults(Path directory) {
        this.directory = directory;
    }

    /** The result that a producer is about to write; the same for all its consumers. */
    StoredResult toWrite(JobEdge edge, int producer, int attempt, int consumers, int connected) {
        results.entrySet().removeIf(entry -> {
            Key key = entry.getKey();
            boolean earlier = key.edge() == edge.id() && key.producer() == producer && key.attempt() < attempt;
            if (earlier) {
                delete(entry.getValue());
            }
            return earlier;
        });
        return results.computeIfAbsent(
                new Key(edge.id(), producer, attempt),
                key -> new StoredResult(
                        directory.resolve("edge-" + edge.id() + "-" + producer + "-" + attempt), consumers, connected));
    }

    /** A result that the master says is here. */
    StoredResult toRead(JobEdge edge, int producer, int attempt) {
        StoredResult result = results.get(new Key(edge.id(), producer, attempt));
        if (result == null || !result.isWhole()) {
            throw new HeddleException(
                    FaultCategory.LOST_PEER,
                    "The result of subtask " + producer + " over edge " + edge.id() + " (attempt " + attempt
                            + ") is not on this worker.",
                    "Its worker has been replaced since.",
                    "");
        }
        return result;
    }

    /** The result behind a channel that another worker asks for, if it is here. */
    @Nullable
    StoredResult find(ChannelId channel) {
        StoredResult result = results.get(new Key(channel.edge(), channel.producer(), channel.producerAttempt()));
        return result != null && result.isWhole() ? result : null;
    }

    /** Nobody needs anything of the job any more. */
    void deleteAll() {
        if (results.isEmpty()) {
            return;
        }
        results.values().forEach(StoredResults::delete);
        results.clear();
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", directory, e);
        }
    }

    private static void delete(StoredResult result) {
        try {
            result.delete();
        } catch (IOException e) {
            LOG.warn("A stored result could not be deleted", e);
        }
    }
}
