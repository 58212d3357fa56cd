package io.heddle.client.checkpoints;

import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.stored.LineageKeys;
import io.heddle.core.checkpoint.stored.StoredCheckpoint;
import io.heddle.core.storage.Storage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Whether all of a checkpoint is there and as it was written.
 *
 * @param files number of different files that were read
 * @param bytes number of bytes whose checksums were compared
 * @param problems one sentence each; none if it is whole
 */
public record Verification(int files, long bytes, List<String> problems) {
    private static final int BUFFER_BYTES = 1 << 16;

    public boolean isWhole() {
        return problems.isEmpty();
    }

    /**
     * Reads everything and compares each part with the checksum that the metadata tells, and the metadata's signature with
     * the lineage's key. Blocks.
     *
     * @param keys the user's, or empty where no cluster is known that holds them
     */
    public static Verification of(StoredCheckpoint checkpoint, Storage storage, Optional<LineageKeys> keys) {
        List<String> problems = new ArrayList<>();
        keys.flatMap(known -> objection(known, checkpoint))
                .ifPresent(objection -> problems.add(checkpoint.directory() + "/_metadata: " + objection));
        Map<Slice.InFile, String> parts = new LinkedHashMap<>();
        long bytes = 0;
        for (Segment segment : checkpoint.segments().toList()) {
            if (segment.slice() instanceof Slice.InFile part) {
                parts.putIfAbsent(part, segment.name());
            } else if (segment.slice() instanceof Slice.Inline inline) {
                bytes += inline.length();
                CRC32C crc = new CRC32C();
                crc.update(inline.bytes());
                if ((int) crc.getValue() != inline.crc32c()) {
                    problems.add("the state '" + segment.name() + "' inside _metadata is damaged");
                }
            }
        }
        Set<String> files = new HashSet<>();
        for (Map.Entry<Slice.InFile, String> part : parts.entrySet()) {
            String path = checkpoint.resolve(part.getKey().path());
            files.add(path);
            bytes += part.getKey().length();
            String problem = compared(path, part.getKey(), storage);
            if (!problem.isEmpty()) {
                problems.add(path + ": " + problem + " (state '" + part.getValue() + "')");
            }
        }
        return new Verification(files.size(), bytes, List.copyOf(problems));
    }

    private static Optional<String> objection(LineageKeys keys, StoredCheckpoint checkpoint) {
        try {
            return keys.objection(checkpoint.file());
        } catch (IOException e) {
            return Optional.of("its signature cannot be checked: " + e.getMessage());
        }
    }

    private static String compared(String path, Slice.InFile part, Storage storage) {
        CRC32C crc = new CRC32C();
        try (InputStream in = storage.open(path, part.offset())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = part.length(); left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                crc.update(buffer, 0, read);
                left -= read;
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            return "the file is missing";
        } catch (EOFException e) {
            return "the file is too short for " + part.length() + " bytes at " + part.offset();
        } catch (IOException e) {
            return "it cannot be read: " + e.getMessage();
        }
        return (int) crc.getValue() == part.crc32c()
                ? ""
                : part.length() + " bytes at " + part.offset() + " are not those that were written";
    }
}
