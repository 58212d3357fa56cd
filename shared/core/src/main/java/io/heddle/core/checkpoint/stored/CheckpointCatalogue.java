package io.heddle.core.checkpoint.stored;

import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Finds checkpoints below a directory: that of one checkpoint, of a job, or of all jobs. Calls block.
 */
public final class CheckpointCatalogue {
    private static final Logger LOG = LogManager.getLogger(CheckpointCatalogue.class);
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
        if (holdsMetadata(entries)) {
            try {
                found.add(read(directory));
            } catch (IOException e) {
                damaged.accept(directory, e);
            }
            return;
        }
        for (StoredFile entry : entries) {
            if (depth > 0 && mayHold(entry)) {
                collect(directory + "/" + entry.name(), depth - 1, found, damaged);
            }
        }
    }

    /**
     * Where a checkpoint is, and what it is as it says itself.
     *
     * @param directory where its {@code _metadata} lies
     */
    public record Entry(String directory, MetadataFile.Heading heading) {}

    /** All of a job's name below these directories, the newest first; what is no checkpoint is left out. */
    public List<Entry> named(String jobName, Collection<String> directories) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (String directory : directories) {
            headings(withoutSlash(directory), DEPTH, jobName, found);
        }
        found.sort(Comparator.comparingLong((Entry each) -> each.heading().completedMs())
                .reversed());
        return found;
    }

    private void headings(String directory, int depth, String jobName, List<Entry> found) throws IOException {
        List<StoredFile> entries = storage.list(directory);
        if (holdsMetadata(entries)) {
            // Only the beginning is read: there may be thousands, each with state inside.
            try (InputStream in = storage.open(directory + "/" + MetadataFile.NAME, 0)) {
                MetadataFile.Heading heading = MetadataFile.heading(in);
                if (heading.jobName().equals(jobName)) {
                    found.add(new Entry(directory, heading));
                }
            } catch (NoSuchFileException | FileNotFoundException gone) {
                LOG.debug("{} was deleted just now", directory, gone);
            } catch (IOException damaged) {
                LOG.warn("{} is no checkpoint that can be read: {}", directory, damaged.getMessage());
            }
            return;
        }
        for (StoredFile entry : entries) {
            if (depth > 0 && mayHold(entry)) {
                headings(directory + "/" + entry.name(), depth - 1, jobName, found);
            }
        }
    }

    private static boolean holdsMetadata(List<StoredFile> entries) {
        return entries.stream().anyMatch(entry -> entry.name().equals(MetadataFile.NAME));
    }

    private static boolean mayHold(StoredFile entry) {
        return entry.directory()
                && !entry.name().equals("shared")
                && !entry.name().equals("taskowned");
    }

    /** The checkpoint in that directory. */
    public StoredCheckpoint read(String directory) throws IOException {
        String base = withoutSlash(directory);
        MetadataFile.Unverified file = MetadataFile.open(metadata(base + "/" + MetadataFile.NAME));
        return new StoredCheckpoint(base, file, file.content());
    }

    private byte[] metadata(String path) throws IOException {
        try {
            return storage.read(path);
        } catch (NoSuchFileException gone) {
            throw new NoSuchFileException(path, null, "there is no such file");
        } catch (FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                throw new NoSuchFileException(path, null, "what should be a directory is a file");
            }
            throw e;
        }
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
