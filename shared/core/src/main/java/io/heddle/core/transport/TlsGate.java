package io.heddle.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets through only what begins like a TLS handshake; anything else is closed without an answer, not even TLS's own
 * alert. Stands before the TLS handler and leaves after the first byte.
 */
public final class TlsGate extends ChannelInboundHandlerAdapter {
    private static final byte HANDSHAKE_RECORD = 0x16;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes
                && bytes.isReadable()
                && bytes.getByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            Channels.close(context);
        }
    }
}
