package io.heddle.engine.stored;

import io.heddle.core.agent.Strand;
import io.heddle.engine.network.ChannelFailure;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.network.DataTransport;
import io.heddle.engine.network.NetworkBuffer;
import io.heddle.engine.network.SenderChannel;
import io.heddle.engine.network.SenderListener;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Sends a stored result to a consumer in another worker, as fast as that one takes it. Runs as jobs of one strand. */
public final class StoredSender implements SenderListener {
    private static final Logger LOG = LogManager.getLogger(StoredSender.class);

    private final ChannelId id;
    private final StoredResult.Reader reader;
    private final Strand strand;
    private @Nullable SenderChannel channel;
    private byte[] bytes = new byte[0];
    private int sentTo;
    private boolean ended;

    private StoredSender(ChannelId id, StoredResult.Reader reader, Strand strand) {
        this.id = id;
        this.reader = reader;
        this.strand = strand;
    }

    /**
     * Starts sending.
     *
     * @param io runs what blocks
     */
    public static void start(ChannelId id, StoredResult result, DataTransport transport, Executor io) {
        StoredSender made = new StoredSender(id, result.read(id.consumer()), new Strand(io));
        made.strand.execute(() -> {
            made.channel = transport.openSender(id, made);
            made.turn();
        });
    }

    private void turn() {
        SenderChannel to = channel;
        if (ended || to == null) {
            return;
        }
        try {
            pump(to);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The stored result for channel {} cannot be sent", id, e);
            to.fail("the stored result cannot be read: " + e.getMessage());
            end(to);
        }
    }

    private void pump(SenderChannel to) throws IOException {
        while (sendBytes(to)) {
            if (!to.hasRoom()) {
                return;
            }
            StoredResult.Content content = reader.next();
            if (content == null) {
                to.finish();
                end(to);
                return;
            }
            if (content.kind() == StoredResult.Kind.EVENT) {
                to.sendEvent(content.bytes());
            } else {
                bytes = content.bytes();
                sentTo = 0;
            }
        }
    }

    private boolean sendBytes(SenderChannel to) {
        while (sentTo < bytes.length) {
            NetworkBuffer buffer = to.request();
            if (buffer == null) {
                return false;
            }
            int length = Math.min(buffer.bytes().remaining(), bytes.length - sentTo);
            buffer.bytes().put(bytes, sentTo, length);
            sentTo += length;
            to.send(buffer);
        }
        return true;
    }

    private void end(SenderChannel to) {
        ended = true;
        bytes = new byte[0];
        to.close();
        try {
            reader.close();
        } catch (IOException e) {
            LOG.debug("The stored result for channel {} could not be closed", id, e);
        }
    }

    @Override
    public void onRoom() {
        strand.execute(this::turn);
    }

    @Override
    public void onReceiverIdle() {}

    @Override
    public void onBackward(byte[] payload) {}

    @Override
    public void onReceiverClosed() {
        strand.execute(this::stop);
    }

    @Override
    public void onFailed(ChannelFailure failure) {
        strand.execute(this::stop);
    }

    private void stop() {
        SenderChannel to = channel;
        if (!ended && to != null) {
            end(to);
        }
    }
}
