package io.heddle.engine.channel;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.network.ChannelFailure;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NetworkBuffer;
import io.heddle.engine.network.ReceiverChannel;
import io.heddle.engine.network.ReceiverListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The consuming end of a channel from another worker: puts records together again; see {@link RecordBytes} for the form. */
public final class RemoteInput implements InputChannel {
    private final RecordParser parser;
    private final ReceiverChannel receiver;
    private final AtomicBoolean readable = new AtomicBoolean();
    private long bytesIn;

    /** Opens the receiving end; task thread. */
    public RemoteInput(
            GateChannel gateChannel,
            TypeSerializer<Object> serializer,
            DataTransport transport,
            ChannelId id,
            WorkerAddress producer,
            ChannelTrouble trouble) {
        this.parser = new RecordParser(serializer);
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
                        bytesIn += buffer.bytes().remaining();
                        parser.append(buffer.bytes());
                        RecordBatch batch = parser.take();
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
