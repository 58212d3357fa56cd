package io.heddle.core.checkpoint.stored;

import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * A complete checkpoint or savepoint.
 *
 * @param directory where its {@code _metadata} lies
 * @param file its metadata as it was read, for whoever wants to know who signed it
 */
public record StoredCheckpoint(String directory, MetadataFile.Unverified file, CheckpointMetadata metadata) {
    /** All parts of all states. */
    public Stream<Segment> segments() {
        return metadata.operators().stream()
                .flatMap(operator -> operator.tasks().stream())
                .flatMap(task -> task.segments().stream());
    }

    /** The parts that lie in files. */
    public List<Slice.InFile> slices() {
        return segments()
                .map(Segment::slice)
                .filter(Slice.InFile.class::isInstance)
                .map(Slice.InFile.class::cast)
                .toList();
    }

    /** Bytes of state, in files and in the metadata. */
    public long stateBytes() {
        return segments().mapToLong(segment -> segment.slice().length()).sum();
    }

    /** The full path of a file that the metadata may name relative to itself. */
    public String resolve(String path) {
        boolean absolute = path.startsWith("/") || path.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
        return absolute ? path : directory + "/" + path;
    }
}
