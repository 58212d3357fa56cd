package io.heddle.api.environment;

import java.net.URI;
import java.util.Map;

/** Keeps checkpoints in a directory of a file system. */
public final class FileSystemCheckpointStorage implements CheckpointStorage {
    private final String checkpointDirectory;

    /** In a directory: a path with a scheme. */
    public FileSystemCheckpointStorage(String checkpointDirectory) {
        this.checkpointDirectory = checkpointDirectory;
    }

    /** In a directory. */
    public FileSystemCheckpointStorage(URI checkpointDirectory) {
        this(checkpointDirectory.toString());
    }

    /** The directory. */
    public String getCheckpointPath() {
        return checkpointDirectory;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("execution.checkpointing.dir", checkpointDirectory);
    }
}
