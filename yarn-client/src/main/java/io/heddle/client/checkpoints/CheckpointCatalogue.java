package io.heddle.client.checkpoints;

import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Finds checkpoints below a directory: that of one checkpoint, of a job, or of all jobs. Calls block.
 */
public final class CheckpointCatalogue {
    private static final int DEPTH = 2;

    private final Storage storage;

    public CheckpointCatalogue(Storage storage) {
        this.storage = storage;
    }

    /**
     * All that can be read, the newest first.
     *
     * @param damaged hears of each that cannot, with the reason
     */
    public List<StoredCheckpoint> below(String directory, BiConsumer<String, IOException> damaged) throws IOException {
        List<StoredCheckpoint> found = new ArrayList<>();
        collect(withoutSlash(directory), DEPTH, found, damaged);
        found.sort(Comparator.comparingLong(
                        (StoredCheckpoint each) -> each.metadata().completedMs())
                .reversed());
        return found;
    }

    private void collect(
            String directory, int depth, List<StoredCheckpoint> found, BiConsumer<String, IOException> damaged)
            throws IOException {
        List<StoredFile> entries = storage.list(directory);
        if (entries.stream().anyMatch(entry -> entry.name().equals(MetadataFile.NAME))) {
            try {
                found.add(read(directory));
            } catch (IOException e) {
                damaged.accept(directory, e);
            }
            return;
        }
        for (StoredFile entry : entries) {
            boolean holdsNone = entry.name().equals("shared") || entry.name().equals("taskowned");
            if (entry.directory() && depth > 0 && !holdsNone) {
                collect(directory + "/" + entry.name(), depth - 1, found, damaged);
            }
        }
    }

    /**
     * The newest of a job's name.
     *
     * @param alive ids of jobs that run, whose checkpoints are replaced at any moment and so do not count
     */
    public Optional<StoredCheckpoint> newestOf(String jobName, String directory, Supplier<Set<String>> alive)
            throws IOException {
        List<StoredCheckpoint> ofName = below(directory, (path, damage) -> {}).stream()
                .filter(checkpoint -> checkpoint.metadata().jobName().equals(jobName))
                .toList();
        Set<String> running = ofName.isEmpty() ? Set.of() : alive.get();
        return ofName.stream()
                .filter(checkpoint ->
                        !running.contains(checkpoint.metadata().job().hex()))
                .findFirst();
    }

    /** The checkpoint in that directory. */
    public StoredCheckpoint read(String directory) throws IOException {
        String base = withoutSlash(directory);
        MetadataFile.Unverified file = MetadataFile.open(storage.read(base + "/" + MetadataFile.NAME));
        return new StoredCheckpoint(base, file.lineage(), file.content());
    }

    /** The path without a slash at its end, and without the name of the metadata file. */
    public static String withoutSlash(String path) {
        String directory = path.endsWith("/" + MetadataFile.NAME)
                ? path.substring(0, path.length() - MetadataFile.NAME.length() - 1)
                : path;
        return directory.endsWith("/") && directory.length() > 1
                ? directory.substring(0, directory.length() - 1)
                : directory;
    }
}
