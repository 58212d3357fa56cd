package io.heddle.client.deploy;

import io.heddle.client.submission.LocalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The content hashes that {@code bin/prepare} has noted down, so that not every command must read a hundred megabytes. A
 * line holds hash, length, modification time in seconds and path; it counts as long as length and time are what they were.
 */
final class KnownHashes {
    private static final Logger LOG = LogManager.getLogger(KnownHashes.class);
    private static final int FIELDS = 4;

    private record Known(String sha256, long lengthBytes, long modifiedAtS) {}

    private final Map<Path, Known> byPath = new HashMap<>();

    /** Reads the lines; a file that cannot be read knows nothing. */
    static KnownHashes read(Path file) {
        KnownHashes hashes = new KnownHashes();
        if (Files.isRegularFile(file)) {
            try {
                hashes.add(Files.readAllLines(file));
            } catch (IOException | NumberFormatException e) {
                LOG.warn("{} is not usable: {}", file, e.toString());
            }
        }
        return hashes;
    }

    void add(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split(" ", FIELDS);
            if (fields.length == FIELDS) {
                byPath.put(
                        Path.of(fields[3]), new Known(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2])));
            }
        }
    }

    /** The file with its hash, which is computed if it is not known. */
    LocalFile file(Path path, String link) {
        Known known = byPath.get(path);
        LocalFile file = known == null ? null : unchanged(path, link, known);
        return file == null ? LocalFile.of(path, link) : file;
    }

    private static @Nullable LocalFile unchanged(Path path, String link, Known known) {
        try {
            long length = Files.size(path);
            long modifiedAtMs = Files.getLastModifiedTime(path).toMillis();
            return length == known.lengthBytes() && TimeUnit.MILLISECONDS.toSeconds(modifiedAtMs) == known.modifiedAtS()
                    ? new LocalFile(path, link, known.sha256(), length, modifiedAtMs)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
