package io.heddle.simulation;

import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.control.ControlCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checkpoint directories that have a metadata file. */
final class SimStorage {
    private final SortedMap<String, byte[]> metadata = new TreeMap<>();

    /** One atomic create; false if the file is there with another content. */
    boolean create(String path, CheckpointMetadata content) {
        byte[] bytes = ControlCodec.write(content);
        byte[] before = metadata.putIfAbsent(path, bytes);
        return before == null || Arrays.equals(before, bytes);
    }

    @Nullable
    CheckpointMetadata read(String path) {
        byte[] bytes = metadata.get(path);
        try {
            return bytes == null ? null : ControlCodec.read(bytes, CheckpointMetadata.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(List<String> paths) {
        for (String path : paths) {
            metadata.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
        }
    }
}
