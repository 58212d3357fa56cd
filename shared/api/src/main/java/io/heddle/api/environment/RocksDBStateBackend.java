package io.heddle.api.environment;

/** The older form of {@link EmbeddedRocksDBStateBackend}, which also says where checkpoints go. */
public final class RocksDBStateBackend extends EmbeddedRocksDBStateBackend {
    /** State in RocksDB, checkpoints at a path with a scheme. */
    public RocksDBStateBackend(String checkpointDataUri) {
        checkpointDir(checkpointDataUri);
    }

    /** State in RocksDB, checkpoints at a path with a scheme, incremental or not. */
    public RocksDBStateBackend(String checkpointDataUri, boolean enableIncrementalCheckpointing) {
        super(enableIncrementalCheckpointing);
        checkpointDir(checkpointDataUri);
    }
}
