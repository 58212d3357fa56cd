package io.heddle.rocksdb;

import io.heddle.core.checkpoint.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the files of a database are that a completed checkpoint holds, so that later ones need not write them again. Files are
 * told apart by their names, which a database never uses twice; other databases' files never get in here.
 */
final class SharedFiles {
    /** Below this share of live bytes a file of the checkpoint storage is not worth keeping: what lives is written again. */
    private static final double WORTH_KEEPING = 0.25;

    private Map<String, Slice> confirmed = Map.of();
    /** By checkpoint; filled by I/O threads. */
    private final Map<Long, Map<String, Slice>> pending = new ConcurrentHashMap<>();

    private boolean own;
    private final Map<String, Long> lengths = new HashMap<>();

    /** Begins with the files of the checkpoint that the database was restored from. */
    void restored(Map<String, Slice> files) {
        confirm(files);
    }

    /** Whether the files are those of a checkpoint that was taken here, and not of the one that was restored. */
    boolean isOwn() {
        return own;
    }

    /** What the newest complete checkpoint holds. */
    Map<String, Slice> held() {
        return confirmed;
    }

    /** What new files of a checkpoint may refer to. */
    Map<String, Slice> known() {
        Map<String, Long> live = new HashMap<>();
        confirmed.values().forEach(slice -> live.merge(pathOf(slice), slice.length(), Long::sum));
        Map<String, Slice> worthKeeping = new HashMap<>();
        confirmed.forEach((name, slice) -> {
            String path = pathOf(slice);
            if (live.getOrDefault(path, 0L) >= WORTH_KEEPING * lengths.getOrDefault(path, 0L)) {
                worthKeeping.put(name, slice);
            }
        });
        return worthKeeping;
    }

    /** Where a checkpoint under way notes its files. */
    Map<String, Slice> begin(long checkpointId) {
        return pending.computeIfAbsent(checkpointId, id -> new ConcurrentHashMap<>());
    }

    /** True if it holds, from now on, what later ones may refer to: not so savepoints, and what a later one has overtaken. */
    boolean completed(long checkpointId) {
        Map<String, Slice> files = pending.remove(checkpointId);
        pending.keySet().removeIf(id -> id < checkpointId);
        if (files != null) {
            own = true;
            confirm(files);
        }
        return files != null;
    }

    void aborted(long checkpointId) {
        pending.remove(checkpointId);
    }

    private void confirm(Map<String, Slice> files) {
        confirmed = Map.copyOf(files);
        files.values().forEach(slice -> {
            if (slice instanceof Slice.InFile file) {
                lengths.merge(file.path(), file.offset() + file.length(), Math::max);
            }
        });
        lengths.keySet()
                .retainAll(confirmed.values().stream().map(SharedFiles::pathOf).toList());
    }

    private static String pathOf(Slice slice) {
        return slice instanceof Slice.InFile file ? file.path() : "";
    }
}
