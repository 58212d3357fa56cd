package io.heddle.engine.channel;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.network.ChannelFailure;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NetworkBuffer;
import io.heddle.engine.network.SenderChannel;
import io.heddle.engine.network.SenderListener;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The producing end of a channel to another worker. Records are written one after the other into a byte array, and the array is
 * cut into network buffers when it is full or must leave; so a record may lie across buffers.
 */
public final class RemoteOutput extends OutputChannel {
    static final int BATCH_BYTES = 32 * 1024;
    private static final int OVERDRAFT_BYTES = 1 << 20;

    private final SenderChannel sender;
    private final RecordBytes encoder;
    private final BinaryWriter bytes;
    /** Events that wait for the bytes before them. */
    private final ArrayDeque<QueuedEvent> events = new ArrayDeque<>();
    /** All bytes before this position were handed over. */
    private int sentTo;

    private int records;

    /** An event that comes after the bytes up to {@code position}; without payload it is the end. */
    private record QueuedEvent(int position, byte @Nullable [] payload) {}

    /** Opens the sending end; task thread. */
    public RemoteOutput(
            Outflow outflow,
            long bufferTimeoutMs,
            TypeSerializer<Object> serializer,
            DataTransport transport,
            ChannelId id,
            BackwardListener backward,
            ChannelTrouble trouble) {
        super(outflow, bufferTimeoutMs);
        this.encoder = new RecordBytes(serializer, 512);
        this.bytes = encoder.bytes();
        this.sender = transport.openSender(id, new Listener(outflow, id, backward, trouble));
    }

    private record Listener(Outflow outflow, ChannelId id, BackwardListener backward, ChannelTrouble trouble)
            implements SenderListener {
        @Override
        public void onRoom() {
            outflow.wakeup().signal();
        }

        @Override
        public void onReceiverIdle() {
            outflow.wakeup().signal();
        }

        @Override
        public void onBackward(byte[] payload) {
            backward.onBackward(id.edge(), id.consumer(), payload);
        }

        @Override
        public void onReceiverClosed() {
            outflow.wakeup().signal();
        }

        @Override
        public void onFailed(ChannelFailure failure) {
            if (failure.kind() != ChannelFailure.Kind.PARTNER_FAILED) {
                trouble.onBroken(failure.reason(), RemoteInput.isPeersFault(failure));
            }
        }
    }

    @Override
    void record(Object value, long timestampMs) {
        encoder.write(value, timestampMs);
        if (records++ == 0) {
            outflow().becameDirty(this);
        }
        if (bytes.position() - sentTo >= BATCH_BYTES) {
            flush();
        }
    }

    @Override
    void event(StreamEvent event) {
        byte[] payload = event instanceof StreamEvent.EndOfPartition ? null : EventCodec.encode(event);
        events.add(new QueuedEvent(bytes.position(), payload));
        flush();
    }

    @Override
    void flush() {
        if (!push()) {
            outflow().becameBlocked(this);
            if (bytes.position() - sentTo > OVERDRAFT_BYTES) {
                outflow().parkUntilRoom(this);
            }
        }
    }

    /** Hands over what there is, in order; false if there is no room for all. */
    private boolean push() {
        while (true) {
            QueuedEvent event = events.peekFirst();
            int end = event == null ? bytes.position() : event.position();
            if (!pushBytes(end)) {
                return false;
            }
            if (event == null) {
                break;
            }
            events.removeFirst();
            if (event.payload() == null) {
                sender.finish();
            } else {
                sender.sendEvent(event.payload());
            }
        }
        outflow().sent(records, bytes.position());
        records = 0;
        bytes.clear();
        sentTo = 0;
        return true;
    }

    private boolean pushBytes(int end) {
        while (sentTo < end) {
            NetworkBuffer buffer = sender.request();
            if (buffer == null) {
                return false;
            }
            int length = Math.min(buffer.bytes().remaining(), end - sentTo);
            buffer.bytes().put(bytes.array(), sentTo, length);
            sentTo += length;
            sender.send(buffer);
        }
        return true;
    }

    @Override
    boolean isDirty() {
        return records > 0 && !listedBlocked;
    }

    @Override
    boolean isReceiverIdle() {
        return sender.receiverIdle();
    }

    @Override
    boolean awaitReceiverIdle() {
        return !sender.receiverIdle();
    }

    @Override
    boolean catchUp() {
        return push();
    }

    @Override
    public void close() {
        sender.close();
    }
}
