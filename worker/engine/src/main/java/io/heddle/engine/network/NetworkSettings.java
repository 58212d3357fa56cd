package io.heddle.engine.network;

/**
 * What the data plane may use and how long it waits.
 *
 * @param memoryBytes bound of the buffers outside the heap ({@code taskmanager.memory.network.*})
 * @param segmentBytes largest buffer ({@code taskmanager.memory.segment-size}), 4 KiB to 64 KiB
 * @param pendingTimeoutMs how long one end of a channel waits for the other
 * @param silenceTimeoutMs how long a connection may say nothing at all (it is asked in between) before its worker
 *     counts as lost
 */
public record NetworkSettings(long memoryBytes, int segmentBytes, long pendingTimeoutMs, long silenceTimeoutMs) {
    public NetworkSettings {
        if (segmentBytes < 4096 || segmentBytes > 65536) {
            throw new IllegalArgumentException(
                    "taskmanager.memory.segment-size must be 4 KiB to 64 KiB for the data plane, not " + segmentBytes);
        }
        if (memoryBytes < 4L * segmentBytes) {
            throw new IllegalArgumentException("network memory of " + memoryBytes + " bytes holds fewer than 4 segments"
                    + "; raise taskmanager.memory.network.min");
        }
    }

    /**
     * Segments of 32 KiB; five minutes for the partner, whose worker may still be fetching a large jar; and as much silence
     * as a master allows a worker: a hung worker is found by the master, long before; a break between workers that both
     * reach their master is found here.
     */
    public static NetworkSettings ofMemory(long memoryBytes) {
        return new NetworkSettings(memoryBytes, 32 * 1024, 300_000, 50_000);
    }
}
