package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.transport.Channels;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Between a socket and its link. The link of an accepted connection begins with the end of the TLS handshake: until then
 * a peer costs a socket and a deadline, and learns nothing.
 */
final class LinkHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LogManager.getLogger(LinkHandler.class);

    private final @Nullable Exchange exchange;
    private final @Nullable WorkerAddress expected;
    private final Runnable onProvedOrOver;
    private @Nullable Link link;
    private boolean settled;

    private LinkHandler(
            @Nullable Exchange exchange,
            @Nullable Link link,
            @Nullable WorkerAddress expected,
            Runnable onProvedOrOver) {
        this.exchange = exchange;
        this.link = link;
        this.expected = expected;
        this.onProvedOrOver = onProvedOrOver;
    }

    static LinkHandler accepting(Exchange exchange, Runnable onProvedOrOver) {
        return new LinkHandler(exchange, null, null, onProvedOrOver);
    }

    static LinkHandler dialling(Link link, WorkerAddress to) {
        return new LinkHandler(null, link, to, () -> {});
    }

    private void settle() {
        if (!settled) {
            settled = true;
            onProvedOrOver.run();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            settle();
            if (handshake.isSuccess()) {
                if (link == null && exchange != null) {
                    link = exchange.accepted(context.channel().eventLoop());
                }
                if (link != null) {
                    link.connected(new ChannelWire(context.channel()), expected);
                }
            } else {
                over("TLS handshake failed: " + handshake.cause().getMessage());
                Channels.close(context);
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (link != null && message instanceof ByteBuf bytes) {
                link.received(bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (link != null) {
            link.receivedAll();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (link != null && context.channel().isWritable()) {
            link.onWritable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        over("broke the connection: " + cause.getMessage());
        Channels.close(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        settle();
        over("closed the connection");
        context.fireChannelInactive();
    }

    private void over(String how) {
        if (link != null) {
            link.lost(how);
        } else {
            LOG.debug("A connection that proved nothing {}", how);
        }
    }

    /** The socket as a link sees it. */
    private record ChannelWire(Channel channel) implements Wire {
        @Override
        public boolean writable() {
            return channel.isWritable();
        }

        @Override
        public void write(ByteBuf frame) {
            Channels.write(channel, frame);
        }

        @Override
        public void flush() {
            channel.flush();
        }

        @Override
        public void close() {
            Channels.close(channel);
        }
    }
}
