package io.heddle.client.checkpoints;

import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.stored.CheckpointCatalogue;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files below a directory of checkpoints that no checkpoint there refers to. Calls block. */
public final class Garbage {
    private static final int DEPTH = 8;

    private final Storage storage;

    public Garbage(Storage storage) {
        this.storage = storage;
    }

    /**
     * What nothing refers to and nothing has touched since {@code beforeMs}, which must be long enough ago that no running
     * job is still writing it.
     *
     * @throws IOException if a checkpoint cannot be read, because what it refers to is then not known
     */
    public List<StoredFile> in(String directory, long beforeMs) throws IOException {
        String base = CheckpointCatalogue.withoutSlash(directory);
        List<IOException> damaged = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (StoredCheckpoint checkpoint :
                new CheckpointCatalogue(storage).below(base, (path, e) -> damaged.add(new IOException(path, e)))) {
            used.add(bare(checkpoint.directory() + "/_metadata"));
            for (Slice.InFile part : checkpoint.slices()) {
                used.add(bare(checkpoint.resolve(part.path())));
            }
        }
        if (!damaged.isEmpty()) {
            throw damaged.get(0);
        }
        List<StoredFile> garbage = new ArrayList<>();
        collect(base, DEPTH, used, beforeMs, garbage);
        return garbage;
    }

    private void collect(String directory, int depth, Set<String> used, long beforeMs, List<StoredFile> garbage)
            throws IOException {
        for (StoredFile entry : storage.list(directory)) {
            if (entry.directory()) {
                if (depth > 0) {
                    collect(directory + "/" + entry.name(), depth - 1, used, beforeMs, garbage);
                }
            } else if (!used.contains(bare(directory + "/" + entry.name())) && entry.modifiedMs() < beforeMs) {
                garbage.add(entry);
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
