package io.heddle.engine.snapshot;

/** Where a task's restored state was read from, as far as it lies in files. Task thread only. */
public final class BytesRead {
    private long fromStorage;
    private long fromWorker;

    void add(boolean local, long bytes) {
        if (local) {
            fromWorker += bytes;
        } else {
            fromStorage += bytes;
        }
    }

    /** Bytes that came from the checkpoint's storage. */
    public long fromStorage() {
        return fromStorage;
    }

    /** Bytes that the worker had on its own disk: of a local copy, or fetched for another of its tasks. */
    public long fromWorker() {
        return fromWorker;
    }
}
