package io.heddle.engine.channel;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.network.ChannelFailure;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NetworkBuffer;
import io.heddle.engine.network.ReceiverChannel;
import io.heddle.engine.network.ReceiverListener;
import io.heddle.engine.operator.Input;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The consuming end of a channel from another worker: puts records together again; see {@link RemoteOutput} for the form. */
public final class RemoteInput implements InputChannel {
    private final TypeSerializer<Object> serializer;
    private final ReceiverChannel receiver;
    private final AtomicBoolean readable = new AtomicBoolean();
    private final BinaryReader reader = new BinaryReader();
    /** Bytes of records from {@code start} to {@code end} that were not read yet. */
    private byte[] bytes = new byte[1024];

    private int start;
    private int end;
    private int lastBatchSize;
    private long lastTimestampMs;
    private long bytesIn;

    /** Opens the receiving end; task thread. */
    public RemoteInput(
            GateChannel gateChannel,
            TypeSerializer<Object> serializer,
            DataTransport transport,
            ChannelId id,
            WorkerAddress producer,
            ChannelTrouble trouble) {
        this.serializer = serializer;
        this.receiver = transport.openReceiver(id, producer, new Listener(gateChannel, readable, trouble));
    }

    private record Listener(GateChannel gateChannel, AtomicBoolean readable, ChannelTrouble trouble)
            implements ReceiverListener {
        @Override
        public void onReadable() {
            readable.set(true);
            gateChannel.readable();
        }

        @Override
        public void onFailed(ChannelFailure failure) {
            if (failure.kind() != ChannelFailure.Kind.PARTNER_FAILED) {
                trouble.onBroken(failure.reason(), isPeersFault(failure));
            }
        }
    }

    /** The failed partner itself reports its failure; its receivers wait for the master's word. */
    static boolean isPeersFault(ChannelFailure failure) {
        return failure.kind() == ChannelFailure.Kind.LOST_PEER || failure.kind() == ChannelFailure.Kind.NO_PARTNER;
    }

    @Override
    public @Nullable Element poll() {
        // Before the look, so that an arrival after a fruitless look is seen.
        readable.set(false);
        while (true) {
            NetworkBuffer buffer = receiver.poll();
            if (buffer == null) {
                return null;
            }
            try {
                switch (buffer.kind()) {
                    case DATA -> {
                        append(buffer.bytes());
                        RecordBatch batch = takeRecords();
                        if (batch != null) {
                            return batch;
                        }
                    }
                    case EVENT, PRIORITY_EVENT -> {
                        byte[] payload = new byte[buffer.bytes().remaining()];
                        buffer.bytes().get(payload);
                        return EventCodec.decode(payload);
                    }
                    case END -> {
                        return new StreamEvent.EndOfPartition();
                    }
                }
            } finally {
                buffer.release();
            }
        }
    }

    private void append(ByteBuffer more) {
        int length = more.remaining();
        bytesIn += length;
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (bytes.length - end < length) {
            int left = end - start;
            byte[] target = bytes.length - left < length ? new byte[Math.max(2 * bytes.length, left + length)] : bytes;
            System.arraycopy(bytes, start, target, 0, left);
            bytes = target;
            start = 0;
            end = left;
        }
        more.get(bytes, end, length);
        end += length;
    }

    /** All records that are whole; null if there is none. */
    private @Nullable RecordBatch takeRecords() {
        RecordBatch batch = null;
        BinaryReader in = reader.reset(bytes, start, end - start);
        while (in.remaining() >= Integer.BYTES) {
            int before = in.remaining();
            int header = in.readInt();
            int length = header >>> 1;
            if (in.remaining() < length) {
                in.reset(bytes, end - before, before);
                break;
            }
            if (batch == null) {
                batch = new RecordBatch(lastBatchSize);
            }
            long timestampMs = Input.NO_TIMESTAMP;
            if ((header & 1) == 1) {
                lastTimestampMs += in.readVarLong();
                timestampMs = lastTimestampMs;
            }
            batch.add(serializer.read(in), timestampMs);
        }
        start = end - in.remaining();
        if (batch != null) {
            lastBatchSize = batch.size();
        }
        if (start == end && bytes.length > 4 * RemoteOutput.BATCH_BYTES) {
            // One huge record must not keep its room for ever.
            bytes = Arrays.copyOf(bytes, RemoteOutput.BATCH_BYTES);
            start = 0;
            end = 0;
        }
        return batch;
    }

    @Override
    public boolean isReadable() {
        return readable.get();
    }

    @Override
    public void sendBackward(byte[] payload) {
        receiver.sendBackward(payload);
    }

    @Override
    public long bytesIn() {
        return bytesIn;
    }

    @Override
    public void close() {
        receiver.close();
    }
}
