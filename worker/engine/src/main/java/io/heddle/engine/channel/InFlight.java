package io.heddle.engine.channel;

import io.heddle.core.types.TypeSerializer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records what was in flight when a task took its part of a checkpoint before all barriers had come: per channel, the records
 * up to the barrier. Task thread only.
 */
public final class InFlight {
    private final long checkpointId;
    private final BitSet open = new BitSet();
    private final SortedMap<Integer, RecordBytes> byChannel = new TreeMap<>();

    public InFlight(long checkpointId) {
        this.checkpointId = checkpointId;
    }

    public long checkpointId() {
        return checkpointId;
    }

    /** Records what was pulled from the channel and waits, and what comes over it from now on, up to the barrier. */
    public void start(GateChannel channel, TypeSerializer<Object> serializer) {
        open.set(channel.index());
        byChannel.put(channel.index(), new RecordBytes(serializer, 1024));
        Collection<Element> waiting = channel.pulled();
        for (Element each : waiting) {
            if (each instanceof RecordBatch batch) {
                record(channel, batch);
            } else if (each instanceof StreamEvent.Barrier barrier && barrier.checkpointId() == checkpointId) {
                // Pulled while an earlier checkpoint was recorded, which the producer knew to be given up.
                stop(channel);
                return;
            }
        }
    }

    /** Whether the channel's barrier is still to come. */
    public boolean isOpen(GateChannel channel) {
        return open.get(channel.index());
    }

    /** Records of a channel; nothing happens if its barrier has come. */
    public void record(GateChannel channel, RecordBatch batch) {
        RecordBytes bytes = open.get(channel.index()) ? byChannel.get(channel.index()) : null;
        if (bytes == null) {
            return;
        }
        Object[] values = batch.values();
        for (int i = 0; i < batch.size(); i++) {
            bytes.write(values[i], batch.timestamp(i));
        }
    }

    /** The channel's barrier has come, or it has ended. */
    public void stop(GateChannel channel) {
        open.clear(channel.index());
    }

    /** What was recorded over the channel at that index; empty if nothing was. */
    public byte[] bytes(int channel) {
        RecordBytes bytes = byChannel.get(channel);
        return bytes == null ? new byte[0] : bytes.bytes().toBytes();
    }

    /** Reads what {@link #bytes} gave back into batches of the channel. */
    public static void restore(GateChannel channel, byte[] bytes, TypeSerializer<Object> serializer) {
        RecordParser parser = new RecordParser(serializer);
        int piece = RemoteOutput.BATCH_BYTES;
        for (int at = 0; at < bytes.length; at += piece) {
            parser.append(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
            RecordBatch batch = parser.take();
            if (batch != null) {
                channel.restored(batch);
            }
        }
    }
}
