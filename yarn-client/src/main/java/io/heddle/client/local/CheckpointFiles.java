package io.heddle.client.local;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.core.agent.IoPool;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The files of checkpoints, as far as a master touches them: metadata and deletions. */
final class CheckpointFiles {
    /** There is no cluster that could keep keys: the checksum finds damage, and nobody's signature is looked at. */
    private static final Secret NOBODY = Secret.of("local".getBytes(StandardCharsets.US_ASCII));

    private static final Logger LOG = LogManager.getLogger(CheckpointFiles.class);

    private final Storage storage;
    private final IoPool io;

    CheckpointFiles(Storage storage, IoPool io) {
        this.storage = storage;
        this.io = io;
    }

    void persist(Decision.PersistCheckpoint persist, Consumer<Event> report) {
        io.submit(() -> {
            try {
                storage.writeAtomically(
                        persist.entry().path() + "/" + MetadataFile.NAME,
                        MetadataFile.write(persist.metadata(), NOBODY));
                report.accept(new Event.PersistDone(persist.token()));
            } catch (IOException e) {
                report.accept(
                        new Event.PersistFailed(persist.token(), FailureInfo.of(FaultCategory.EXTERNAL, e), false));
            }
        });
    }

    void read(Decision.ReadCheckpoint read, Consumer<Event> report) {
        io.submit(() -> {
            try {
                CheckpointMetadata metadata = MetadataFile.open(storage.read(MetadataFile.in(read.path())))
                        .content();
                report.accept(new Event.CheckpointRead(read.token(), read.path(), metadata));
            } catch (IOException e) {
                Problem problem = new Problem(MetadataFile.in(read.path()) + ": " + e.getMessage() + ".", "", "");
                report.accept(new Event.CheckpointUnreadable(
                        read.token(),
                        read.path(),
                        FailureInfo.of(FaultCategory.EXTERNAL, new HeddleException(FaultCategory.EXTERNAL, problem, e)),
                        false));
            }
        });
    }

    /** Deletes what can be deleted, then says that it is done. */
    void discard(List<String> paths, Runnable done) {
        io.submit(() -> {
            for (String path : paths) {
                try {
                    storage.delete(path);
                } catch (IOException e) {
                    LOG.warn("{} could not be deleted", path, e);
                }
            }
            done.run();
        });
    }
}
