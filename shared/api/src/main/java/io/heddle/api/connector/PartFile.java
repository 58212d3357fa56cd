package io.heddle.api.connector;

import java.io.IOException;

/** The file of a bucket that is being written, under a hidden name. */
final class PartFile<T, B> implements PartFileInfo<B> {
    private final B bucket;
    private final String hidden;
    private final String target;
    private final FSDataOutputStream out;
    private final BulkWriter<T> writer;
    private final long creationTimeMs;
    private long lastUpdateTimeMs;
    /** Whether a checkpoint may refer to it, so that it must stay. */
    private boolean remembered;

    PartFile(B bucket, String hidden, String target, FSDataOutputStream out, BulkWriter<T> writer, long nowMs) {
        this.bucket = bucket;
        this.hidden = hidden;
        this.target = target;
        this.out = out;
        this.writer = writer;
        this.creationTimeMs = nowMs;
        this.lastUpdateTimeMs = nowMs;
    }

    void write(T element, long nowMs) throws IOException {
        writer.addElement(element);
        lastUpdateTimeMs = nowMs;
    }

    /** Completes the file. */
    FileSinkCommittable finish() throws IOException {
        writer.flush();
        writer.finish();
        long length = out.getPos();
        out.sync();
        out.close();
        return new FileSinkCommittable(hidden, target, length);
    }

    /** Makes what there is durable. */
    FileSinkCommittable persist() throws IOException {
        writer.flush();
        out.sync();
        remembered = true;
        return new FileSinkCommittable(hidden, target, out.getPos());
    }

    /** Lets go of the file as it is; it goes too unless a checkpoint may know it. */
    void abandon(FileSystem fileSystem) throws IOException {
        out.close();
        if (!remembered) {
            fileSystem.delete(hidden);
        }
    }

    String hidden() {
        return hidden;
    }

    boolean isRemembered() {
        return remembered;
    }

    @Override
    public B getBucketId() {
        return bucket;
    }

    @Override
    public long getCreationTime() {
        return creationTimeMs;
    }

    @Override
    public long getSize() {
        return out.getPos();
    }

    @Override
    public long getLastUpdateTime() {
        return lastUpdateTimeMs;
    }
}
