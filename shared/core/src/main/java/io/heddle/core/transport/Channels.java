package io.heddle.core.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Netty calls whose outcome needs no look of its own: a failure shows as the channel's closing. */
public final class Channels {
    private Channels() {}

    public static void close(ChannelOutboundInvoker channel) {
        ChannelFuture unused = channel.close();
    }

    public static void write(ChannelOutboundInvoker channel, Object message) {
        ChannelFuture unused = channel.write(message, channel.voidPromise());
    }

    public static void writeAndFlush(ChannelOutboundInvoker channel, Object message) {
        ChannelFuture unused = channel.writeAndFlush(message, channel.voidPromise());
    }

    /** Runs {@code task} on the loop in {@code delayMs}; a deadline, not a period. */
    public static void later(EventLoop loop, long delayMs, Runnable task) {
        Future<?> unused = loop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }
}
