package io.heddle.client.checkpoints;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.checkpoint.stored.CheckpointCatalogue;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files that jobs have left in a directory of checkpoints and that no checkpoint refers to. Only what lies where a job puts
 * its own is looked at, {@code JOB/chk-N}, {@code JOB/shared}, {@code JOB/taskowned} and savepoints that never became
 * complete: whatever else is below a directory that somebody names belongs to somebody. Calls block.
 */
public final class Garbage {
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PART_OF_JOB = Pattern.compile("chk-[0-9]+|shared|taskowned");
    private static final Pattern SAVEPOINT = Pattern.compile("savepoint-[0-9a-f]{6}-.+");
    /** How far files may be below the directory of a checkpoint. */
    private static final int DEPTH = 4;

    private final Storage storage;

    public Garbage(Storage storage) {
        this.storage = storage;
    }

    /**
     * What nothing refers to and nothing has touched since {@code beforeMs}, which must be long enough ago that no running
     * job is still writing it.
     *
     * @param directory of all jobs, of one job or of one checkpoint
     * @param elsewhere other directories of jobs: a job that took over another's checkpoint goes on using its files
     * @throws Unknown if a checkpoint cannot be read, because what it refers to is then not known
     */
    public List<StoredFile> in(String directory, Collection<String> elsewhere, long beforeMs) throws IOException {
        String base = CheckpointCatalogue.withoutSlash(directory);
        String root = ofAllJobs(base);
        Set<String> used = new HashSet<>(used(root));
        for (String other : elsewhere) {
            used.addAll(used(CheckpointCatalogue.withoutSlash(other)));
        }
        List<StoredFile> left = new ArrayList<>();
        for (StoredFile top : storage.list(root)) {
            if (top.directory() && SAVEPOINT.matcher(top.name()).matches()) {
                collect(top, DEPTH, left);
            } else if (top.directory() && JOB.matcher(top.name()).matches()) {
                for (StoredFile part : storage.list(top.path())) {
                    if (part.directory() && PART_OF_JOB.matcher(part.name()).matches()) {
                        collect(part, DEPTH, left);
                    }
                }
            }
        }
        return left.stream()
                .filter(file -> base.equals(root) || file.path().startsWith(base + "/"))
                .filter(file -> file.modifiedMs() < beforeMs && !used.contains(bare(file.path())))
                .toList();
    }

    /** The directory above that of a job: its files may be used by those that went on from its checkpoints. */
    private static String ofAllJobs(String directory) {
        String name = name(directory);
        if (PART_OF_JOB.matcher(name).matches()
                && JOB.matcher(name(parent(directory))).matches()) {
            return parent(parent(directory));
        }
        return JOB.matcher(name).matches() ? parent(directory) : directory;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private Set<String> used(String root) throws IOException {
        Map<String, IOException> damaged = new TreeMap<>();
        Set<String> used = new HashSet<>();
        for (StoredCheckpoint checkpoint : new CheckpointCatalogue(storage).below(root, damaged::put)) {
            used.add(bare(checkpoint.directory() + "/" + MetadataFile.NAME));
            for (Slice.InFile part : checkpoint.slices()) {
                used.add(bare(checkpoint.resolve(part.path())));
            }
        }
        if (!damaged.isEmpty()) {
            String first = damaged.keySet().iterator().next();
            throw new Unknown(first, damaged.get(first));
        }
        return used;
    }

    /** A checkpoint cannot be read, so which files it needs is not known. */
    public static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        private Unknown(String checkpoint, @Nullable IOException why) {
            super(checkpoint + " cannot be read" + (why == null ? "" : ": " + why.getMessage()), why);
        }
    }

    private void collect(StoredFile directory, int depth, List<StoredFile> files) throws IOException {
        for (StoredFile entry : storage.list(directory.path())) {
            if (!entry.directory()) {
                files.add(entry);
            } else if (depth > 0) {
                collect(entry, depth - 1, files);
            }
        }
    }

    /** The path alone, since one file may be named with and without its file system; resolved against "..". */
    private static String bare(String path) {
        String withoutScheme = path.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:(//[^/]*)?", "");
        return java.net
                .URI
                .create(withoutScheme.replace(" ", "%20"))
                .normalize()
                .toString();
    }
}
