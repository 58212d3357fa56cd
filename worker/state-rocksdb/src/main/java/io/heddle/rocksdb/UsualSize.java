package io.heddle.rocksdb;

/** What sizes usually are, in bytes: their exponential moving average; before the first one, a guess. */
final class UsualSize {
    /** Weight of the past against one new size. */
    private static final int MEMORY = 16;

    private long bytes;
    private boolean seen;

    UsualSize(long firstGuessBytes) {
        this.bytes = firstGuessBytes;
    }

    /** One more was so large. */
    void add(long sizeBytes) {
        bytes = seen ? bytes + (sizeBytes - bytes) / MEMORY : sizeBytes;
        seen = true;
    }

    long bytes() {
        return bytes;
    }
}
