package io.heddle.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One control connection. Senders fill two queues; the net thread cuts messages into chunks as fast as the socket takes
 * them, urgent ones first at every chunk. Nothing is written before the TLS handshake has proved the peer; then each
 * side greets, and a connection counts as open when the other's greeting has come.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection {
    private static final Logger LOG = LogManager.getLogger(NettyConnection.class);
    private static final byte[] GREETING = {'h', 'e', 'd', 'd', 'l', 'e'};
    private static final long OPEN_DEADLINE_MS = 10_000;
    private static final long MOST_QUEUED_BYTES =
            Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final ConnectionListener listener;
    private final boolean accepted;
    private final Runnable onOpenOrOver;
    private final AtomicReference<String> peer;

    // Between the threads.
    private final MpscUnboundedArrayQueue<byte[]> ordered = new MpscUnboundedArrayQueue<>(64);
    private final MpscUnboundedArrayQueue<byte[]> urgent = new MpscUnboundedArrayQueue<>(16);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
    private final AtomicReference<@Nullable String> closeReason = new AtomicReference<>();

    // The net thread's.
    private final Chunks.Reader reader = new Chunks.Reader();
    private final CRC32C crc = new CRC32C();
    private byte @Nullable [] orderedNow;
    private int orderedAt;
    private byte @Nullable [] urgentNow;
    private int urgentAt;
    private boolean settled;
    private boolean over;

    /**
     * Makes the handler.
     *
     * @param accepted whether the other side dialled
     * @param onOpenOrOver run once, when the connection stops being one that has yet to prove itself
     */
    NettyConnection(ConnectionListener listener, String peer, boolean accepted, Runnable onOpenOrOver) {
        this.listener = listener;
        this.accepted = accepted;
        this.peer = new AtomicReference<>(peer);
        this.onOpenOrOver = onOpenOrOver;
    }

    // ---- any thread ----

    @Override
    public String peer() {
        return String.valueOf(peer.get());
    }

    @Override
    public boolean send(byte[] message) {
        return enqueue(ordered, message);
    }

    @Override
    public boolean sendUrgent(byte[] message) {
        return enqueue(urgent, message);
    }

    private boolean enqueue(MpscUnboundedArrayQueue<byte[]> queue, byte[] message) {
        if (message.length > Chunks.MOST_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a control message of " + message.length + " bytes; at most "
                    + Chunks.MOST_MESSAGE_BYTES + " can be sent");
        }
        Channel to = channel.get();
        if (!open.get() || to == null) {
            return false;
        }
        if (queuedBytes.getAndAdd(message.length) > MOST_QUEUED_BYTES) {
            close("more than " + MOST_QUEUED_BYTES + " bytes wait for a peer that does not read");
            return false;
        }
        queue.offer(message);
        if (scheduled.compareAndSet(false, true)) {
            to.eventLoop().execute(this::turn);
        }
        return true;
    }

    @Override
    public long queuedBytes() {
        return queuedBytes.get();
    }

    @Override
    public void close(String reason) {
        closeReason.compareAndSet(null, reason);
        open.set(false);
        Channel to = channel.get();
        if (to != null) {
            Channels.close(to);
        }
    }

    // ---- net thread ----

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Channel to = context.channel();
        channel.set(to);
        Channels.later(to.eventLoop(), OPEN_DEADLINE_MS, () -> {
            if (!open.get() && !over) {
                close("no proof and greeting within " + OPEN_DEADLINE_MS + " ms");
            }
        });
        if (closeReason.get() != null) {
            Channels.close(to);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        peer.set(String.valueOf(context.channel().remoteAddress()));
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                Channels.writeAndFlush(context, Chunks.chunk(Chunks.GREETING, GREETING, 0, crc));
            } else {
                closeReason.compareAndSet(
                        null, "TLS handshake failed: " + handshake.cause().getMessage());
                Channels.close(context);
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!over && message instanceof ByteBuf bytes) {
                reader.feed(bytes, this::onMessage);
            }
        } catch (Chunks.Corrupt e) {
            LOG.error("Closing the connection to {}: {}", peer(), e.getMessage());
            close(String.valueOf(e.getMessage()));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onMessage(byte lane, byte[] message) {
        if (over || closeReason.get() != null) {
            return;
        }
        if (!settled) {
            if (lane != Chunks.GREETING) {
                throw new Chunks.Corrupt("the first message is not a greeting");
            }
            settled = true;
            onOpenOrOver.run();
            open.set(true);
            // Whoever closes it in this moment does so before this look, or shuts it after it.
            if (closeReason.get() != null) {
                open.set(false);
                return;
            }
            listener.onOpen(this);
        } else if (lane == Chunks.GREETING) {
            throw new Chunks.Corrupt("a second greeting");
        } else {
            listener.onMessage(this, message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pump();
        context.fireChannelWritabilityChanged();
    }

    private void turn() {
        scheduled.set(false);
        pump();
    }

    private void pump() {
        Channel to = channel.get();
        if (to == null || over) {
            return;
        }
        boolean wrote = false;
        while (to.isWritable() && writeChunk(to)) {
            wrote = true;
        }
        if (wrote) {
            to.flush();
        }
    }

    private boolean writeChunk(Channel to) {
        byte[] now = urgentNow != null ? urgentNow : urgent.poll();
        if (now != null) {
            Channels.write(to, Chunks.chunk(Chunks.URGENT, now, urgentAt, crc));
            urgentAt = after(now, urgentAt);
            urgentNow = urgentAt == 0 ? null : now;
            return true;
        }
        now = orderedNow != null ? orderedNow : ordered.poll();
        if (now == null) {
            return false;
        }
        Channels.write(to, Chunks.chunk(Chunks.ORDERED, now, orderedAt, crc));
        orderedAt = after(now, orderedAt);
        orderedNow = orderedAt == 0 ? null : now;
        return true;
    }

    /** Where the next chunk begins; 0 when the message is done. */
    private int after(byte[] message, int at) {
        int next = at + Math.min(Chunks.CHUNK_BYTES, message.length - at);
        queuedBytes.addAndGet(at - next);
        return next == message.length ? 0 : next;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        closeReason.compareAndSet(null, String.valueOf(cause.getMessage()));
        Channels.close(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over("the peer closed the connection");
        context.fireChannelInactive();
    }

    /** The connection is over; also called when it was never made. */
    void over(String reason) {
        if (over) {
            return;
        }
        over = true;
        boolean wasOpen = settled;
        open.set(false);
        ordered.clear();
        urgent.clear();
        orderedNow = null;
        urgentNow = null;
        if (!settled) {
            settled = true;
            onOpenOrOver.run();
        }
        String first = closeReason.get();
        String why = first != null ? first : reason;
        if (wasOpen || !accepted) {
            listener.onClosed(this, why);
        } else {
            // A port scan, a health check, a stranger: not an event for the application.
            LOG.debug("A connection from {} never opened: {}", peer(), why);
        }
    }
}
