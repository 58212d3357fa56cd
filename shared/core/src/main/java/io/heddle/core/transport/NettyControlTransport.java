package io.heddle.core.transport;

import io.heddle.core.security.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The control port over sockets: TLS 1.3 in which both sides prove that they hold the application's key. */
public final class NettyControlTransport implements ControlTransport {
    private static final String PROTOCOL = "heddle-control";
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int HANDSHAKE_TIMEOUT_MS = 10_000;
    /** Small, so that an urgent message does not wait behind what the socket's buffers have taken. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private static final int MOST_UNPROVED = 256;

    private final NetThreads threads;
    private final SslContext server;
    private final SslContext client;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /** The caller owns {@code threads} and closes them after this. */
    public NettyControlTransport(NetThreads threads, Tls tls) {
        this.threads = threads;
        this.server = tls.server(PROTOCOL);
        this.client = tls.client(PROTOCOL);
    }

    @Override
    public Listening listen(Endpoint bind, ConnectionListener listener) throws IOException {
        AtomicInteger unproved = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        ChannelFuture bound = new ServerBootstrap()
                .group(threads.group())
                .channel(threads.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (closed.get()) {
                            Channels.close(channel);
                            return;
                        }
                        if (unproved.incrementAndGet() > MOST_UNPROVED) {
                            unproved.decrementAndGet();
                            Channels.close(channel);
                            return;
                        }
                        channels.add(channel);
                        SslHandler tls = server.newHandler(channel.alloc());
                        tls.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MS);
                        String peer = String.valueOf(channel.remoteAddress());
                        channel.pipeline()
                                .addLast(new TlsGate(), tls)
                                .addLast(new NettyConnection(listener, peer, true, unproved::decrementAndGet));
                    }
                })
                .bind(bind.host(), bind.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Cannot listen at " + bind + ": " + bound.cause().getMessage(), bound.cause());
        }
        Channel listening = bound.channel();
        channels.add(listening);
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        return new Listening() {
            @Override
            public Endpoint endpoint() {
                return new Endpoint(bind.host(), port);
            }

            @Override
            public void close() {
                // The socket closes on its own thread, a moment later; the system still accepts until then.
                closed.set(true);
                Channels.close(listening);
            }
        };
    }

    @Override
    public Connection connect(Endpoint to, ConnectionListener listener) {
        NettyConnection connection = new NettyConnection(listener, to.toString(), false, () -> {});
        ChannelFuture future = new Bootstrap()
                .group(threads.group())
                .channel(threads.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        SslHandler tls = client.newHandler(channel.alloc(), to.host(), to.port());
                        tls.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MS);
                        channel.pipeline().addLast(tls).addLast(connection);
                    }
                })
                .connect(to.host(), to.port());
        future.addListener(done -> {
            if (!done.isSuccess()) {
                connection.over("cannot connect to " + to + ": " + done.cause().getMessage());
            }
        });
        return connection;
    }

    @Override
    public void close() {
        ChannelGroupFuture unused = channels.close();
    }
}
