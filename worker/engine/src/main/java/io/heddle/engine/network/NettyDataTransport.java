package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Channels;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.core.transport.TlsGate;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The data plane over sockets: one TLS connection per pair of workers, mutually proved, for all channels of all jobs. */
public final class NettyDataTransport {
    private static final String PROTOCOL = "heddle-data";
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int HANDSHAKE_TIMEOUT_MS = 10_000;
    private static final int MOST_UNPROVED = 256;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    private final NetThreads threads;
    private final SslContext server;
    private final SslContext client;
    private final ByteBufAllocator allocator;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicInteger unproved = new AtomicInteger();
    private final AtomicReference<@Nullable Exchange> exchange = new AtomicReference<>();

    private NettyDataTransport(NetThreads threads, Tls tls) {
        this.threads = threads;
        this.server = tls.server(PROTOCOL);
        this.client = tls.client(PROTOCOL);
        int arenas = threads.group().executorCount();
        this.allocator = new PooledByteBufAllocator(true, arenas, arenas, 8192, 7, 32, 8, false);
    }

    /**
     * Binds and serves.
     *
     * @param threads the caller's, closed by it after the transport
     * @param self this worker's identity
     * @param bind the address to listen at; port 0 takes any that is free
     * @param advertisedHost how other workers name this host
     * @throws IOException if the address cannot be bound
     */
    public static DataTransport start(
            NetThreads threads, Tls tls, WorkerId self, Endpoint bind, String advertisedHost, NetworkSettings settings)
            throws IOException {
        NettyDataTransport transport = new NettyDataTransport(threads, tls);
        Channel listening = transport.listen(bind);
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        BufferMemory memory = new BufferMemory(transport.allocator, settings.memoryBytes());
        Exchange exchange = new Exchange(
                new WorkerAddress(self, advertisedHost, port),
                settings,
                memory,
                new Exchange.Wiring(
                        threads.group().next(), threads.group()::next, transport::dial, transport::closeChannels));
        transport.exchange.set(exchange);
        return exchange;
    }

    private Channel listen(Endpoint bind) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(threads.group())
                .channel(threads.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(bind.host(), bind.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Cannot listen at " + bind + ": " + bound.cause().getMessage(), bound.cause());
        }
        channels.add(bound.channel());
        return bound.channel();
    }

    private void accept(Channel channel) {
        Exchange to = exchange.get();
        if (to == null || unproved.incrementAndGet() > MOST_UNPROVED) {
            // Somebody was faster than our own start, or there are too many who have proved nothing.
            if (to != null) {
                unproved.decrementAndGet();
            }
            Channels.close(channel);
            return;
        }
        channels.add(channel);
        channel.pipeline()
                .addLast(new TlsGate(), handler(server.newHandler(channel.alloc())))
                .addLast(LinkHandler.accepting(to, unproved::decrementAndGet));
    }

    private void dial(WorkerAddress to, Link link) {
        ChannelFuture future = new Bootstrap()
                .group((EventLoop) link.executor())
                .channel(threads.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(handler(client.newHandler(channel.alloc(), to.host(), to.port())))
                                .addLast(LinkHandler.dialling(link, to));
                    }
                })
                .connect(to.host(), to.port());
        future.addListener(done -> {
            if (!done.isSuccess()) {
                link.lost("cannot be reached: " + done.cause().getMessage());
            }
        });
    }

    private static SslHandler handler(SslHandler tls) {
        tls.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MS);
        return tls;
    }

    private void closeChannels() {
        ChannelGroupFuture unused = channels.close();
    }
}
