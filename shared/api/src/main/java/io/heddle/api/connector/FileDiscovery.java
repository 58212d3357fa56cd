package io.heddle.api.connector;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds files and cuts them into splits. */
final class FileDiscovery {
    private static final long SPLIT_SIZE = 32L << 20;
    private final List<String> paths;
    private final boolean recursive;
    private final boolean splittable;

    FileDiscovery(List<String> paths, boolean recursive, boolean splittable) {
        this.paths = paths;
        this.recursive = recursive;
        this.splittable = splittable;
    }

    /** All files now, ordered by path. */
    List<FileSystem.FileStatus> files() throws IOException {
        List<FileSystem.FileStatus> found = new ArrayList<>();
        for (String path : paths) {
            FileSystem fileSystem = FileSystem.of(path);
            FileSystem.FileStatus status = fileSystem
                    .status(path)
                    .orElseThrow(() -> new FileNotFoundException("There is no file or directory " + path
                            + ". A path without a scheme is local to the worker; write hdfs:///... for HDFS."));
            collect(fileSystem, status, found, true);
        }
        found.sort(Comparator.comparing(FileSystem.FileStatus::path));
        return found;
    }

    private void collect(
            FileSystem fileSystem, FileSystem.FileStatus status, List<FileSystem.FileStatus> found, boolean top)
            throws IOException {
        if (!status.isDirectory()) {
            found.add(status);
        } else if (top || recursive) {
            for (FileSystem.FileStatus entry : fileSystem.list(status.path())) {
                if (!entry.name().startsWith(".") && !entry.name().startsWith("_")) {
                    collect(fileSystem, entry, found, false);
                }
            }
        }
    }

    /** The splits of a file. */
    List<FileSourceSplit> splits(FileSystem.FileStatus file) {
        if (!splittable || Compression.of(file.path()) != Compression.NONE) {
            return List.of(new FileSourceSplit(file.path() + "@0", file.path(), 0, Long.MAX_VALUE, -1));
        }
        List<FileSourceSplit> splits = new ArrayList<>();
        for (long start = 0; start < file.length(); start += SPLIT_SIZE) {
            long end = Math.min(start + SPLIT_SIZE, file.length());
            // A short rest is read along, not as a split of its own.
            if (file.length() - end < SPLIT_SIZE / 10) {
                end = file.length();
            }
            splits.add(new FileSourceSplit(file.path() + "@" + start, file.path(), start, end, -1));
            if (end == file.length()) {
                break;
            }
        }
        return splits;
    }
}
