package io.heddle.core.checkpoint.stored;

import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Finds checkpoints below a directory: that of one checkpoint, of a job, of all jobs, or one above these. Calls block.
 */
public final class CheckpointCatalogue {
    private static final Logger LOG = LogManager.getLogger(CheckpointCatalogue.class);
    /** From the directory of all jobs to that of a checkpoint, {@code JOB/chk-N}; savepoints are nearer. */
    private static final int LAYOUT_DEPTH = 2;
    /** Enough for directories of users, of teams and of dates above those of jobs. */
    private static final int GREATEST_DEPTH = 8;
    /** A name node lists so many within seconds; somebody who asks for more has named the root of everything. */
    private static final int MOST_DIRECTORIES = 10_000;

    /** What lies beside checkpoints, and what was thrown away. */
    private static final Set<String> NO_CHECKPOINTS_IN = Set.of("shared", "taskowned", ".Trash");

    private final Storage storage;

    public CheckpointCatalogue(Storage storage) {
        this.storage = storage;
    }

    /**
     * All that can be read in a directory as jobs lay it out, the newest first.
     *
     * @param damaged hears of each that cannot, with the reason
     */
    public List<StoredCheckpoint> below(String directory, BiConsumer<String, IOException> damaged) throws IOException {
        return read(walk(directory, LAYOUT_DEPTH), damaged);
    }

    /**
     * All that can be read below a directory which may be far above those of jobs, the newest first. Directories near it are
     * looked at before those further down.
     *
     * @param unread hears of each checkpoint that cannot be read, and of each directory that is not looked into, with the
     *     reason
     */
    public List<StoredCheckpoint> farBelow(String directory, BiConsumer<String, IOException> unread)
            throws IOException {
        return read(walk(directory, GREATEST_DEPTH, MOST_DIRECTORIES, unread::accept), unread);
    }

    private List<StoredCheckpoint> read(List<String> directories, BiConsumer<String, IOException> damaged) {
        List<StoredCheckpoint> found = new ArrayList<>();
        for (String directory : directories) {
            try {
                found.add(read(directory));
            } catch (IOException e) {
                damaged.accept(directory, e);
            }
        }
        found.sort(Comparator.comparingLong(
                        (StoredCheckpoint each) -> each.metadata().completedMs())
                .reversed());
        return found;
    }

    /**
     * Where a checkpoint is, and what it is as it says itself.
     *
     * @param directory where its {@code _metadata} lies
     */
    public record Entry(String directory, MetadataFile.Heading heading) {}

    /** All of a job's name in these directories of jobs, the newest first; what is no checkpoint is left out. */
    public List<Entry> named(String jobName, Collection<String> directories) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (String directory : directories) {
            for (String checkpoint : walk(directory, LAYOUT_DEPTH)) {
                heading(checkpoint)
                        .filter(heading -> heading.jobName().equals(jobName))
                        .ifPresent(heading -> found.add(new Entry(checkpoint, heading)));
            }
        }
        found.sort(Comparator.comparingLong((Entry each) -> each.heading().completedMs())
                .reversed());
        return found;
    }

    private Optional<MetadataFile.Heading> heading(String checkpoint) {
        // Only the beginning is read: there may be thousands, each with state inside.
        try (InputStream in = storage.open(checkpoint + "/" + MetadataFile.NAME, 0)) {
            return Optional.of(MetadataFile.heading(in));
        } catch (NoSuchFileException | FileNotFoundException gone) {
            LOG.debug("{} was deleted just now", checkpoint, gone);
        } catch (IOException damaged) {
            LOG.warn("{} is no checkpoint that can be read: {}", checkpoint, damaged.getMessage());
        }
        return Optional.empty();
    }

    /** A directory to be looked into, and how many levels it may have below it. */
    private record Level(String directory, int below) {}

    private interface Unlisted {
        void accept(String directory, IOException why) throws IOException;
    }

    private List<String> walk(String directory, int depth) throws IOException {
        return walk(directory, depth, Integer.MAX_VALUE, (path, why) -> {
            throw why;
        });
    }

    /** The directories of checkpoints, the nearer ones first; none is looked for below another. */
    private List<String> walk(String root, int depth, int most, Unlisted unlisted) throws IOException {
        List<String> found = new ArrayList<>();
        Queue<Level> ahead = new ArrayDeque<>();
        ahead.add(new Level(withoutSlash(root), depth));
        for (int looked = 0; !ahead.isEmpty(); looked++) {
            Level level = ahead.remove();
            if (looked == most) {
                unlisted.accept(
                        level.directory(),
                        new IOException(most + " directories nearer to " + root + " were looked into, this one and "
                                + ahead.size() + " more were not"));
                break;
            }
            List<StoredFile> entries;
            try {
                entries = storage.list(level.directory());
            } catch (IOException e) {
                if (looked == 0) {
                    throw e;
                }
                unlisted.accept(level.directory(), e);
                continue;
            }
            if (entries.stream().anyMatch(entry -> entry.name().equals(MetadataFile.NAME))) {
                found.add(level.directory());
            } else if (level.below() > 0) {
                entries.stream()
                        .filter(CheckpointCatalogue::mayHold)
                        .map(entry -> new Level(within(level.directory(), entry.name()), level.below() - 1))
                        .forEach(ahead::add);
            }
        }
        return found;
    }

    private static boolean mayHold(StoredFile entry) {
        return entry.directory() && !NO_CHECKPOINTS_IN.contains(entry.name());
    }

    private static String within(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
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

    /** The path without a slash at its end, unless it is a root's, and without the name of the metadata file. */
    public static String withoutSlash(String path) {
        String directory = path.endsWith("/" + MetadataFile.NAME)
                ? path.substring(0, path.length() - MetadataFile.NAME.length() - 1)
                : path;
        int last = directory.length() - 1;
        int authority = directory.indexOf("://") + 3;
        boolean root = authority < 3 ? last == 0 : directory.indexOf('/', authority) == last;
        return directory.endsWith("/") && !root ? directory.substring(0, last) : directory;
    }
}
