package io.heddle.core.transport.http;

import io.heddle.core.security.Secret;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Channels;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.core.transport.TlsGate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP listener: a list of routes and one rule for who may use them. A process that serves its owner and YARN's
 * proxy runs two, with the same routes.
 */
public final class HttpServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 120;
    private static final int HANDSHAKE_TIMEOUT_MS = 10_000;
    private static final int MOST_CONNECTIONS = 1024;

    private final Endpoint endpoint;
    private final ChannelGroup channels;

    private HttpServer(Endpoint endpoint, ChannelGroup channels) {
        this.endpoint = endpoint;
        this.channels = channels;
    }

    /**
     * The owner's listener: TLS with the application's certificate, everything allowed to the bearer of the token, nothing
     * to anybody else.
     *
     * @param bind port 0 takes any that is free
     * @throws IOException if the address cannot be bound
     */
    public static HttpServer forOwner(NetThreads threads, Endpoint bind, Tls tls, Secret token, List<Route> routes)
            throws IOException {
        return start(threads, bind, tls.serverForTokens(), new Access.OwnersToken(token), new Router(routes));
    }

    /**
     * The listener for YARN's web proxy: reading only, and a connection from any other address is closed unanswered.
     *
     * @param proxies the addresses of the hosts that YARN names as its proxies
     * @param issued TLS with the key and trust that the ResourceManager issued to this application, where the cluster's
     *     policy does; null where its proxy can only speak plain HTTP to an application
     * @throws IOException if the address cannot be bound
     */
    public static HttpServer forYarnProxy(
            NetThreads threads,
            Endpoint bind,
            Set<InetAddress> proxies,
            @Nullable SSLContext issued,
            List<Route> routes)
            throws IOException {
        SslContext tls = issued == null
                ? null
                : new JdkSslContext(
                        issued, false, null, IdentityCipherSuiteFilter.INSTANCE, null, ClientAuth.REQUIRE, null, false);
        return start(threads, bind, tls, new Access.YarnProxy(Set.copyOf(proxies)), new Router(routes));
    }

    private static HttpServer start(
            NetThreads threads, Endpoint bind, @Nullable SslContext tls, Access access, Router router)
            throws IOException {
        ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ChannelFuture bound = new ServerBootstrap()
                .group(threads.group())
                .channel(threads.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        InetAddress source = ((InetSocketAddress) channel.remoteAddress()).getAddress();
                        if (channels.size() > MOST_CONNECTIONS || !access.admits(source)) {
                            Channels.close(channel);
                            return;
                        }
                        channels.add(channel);
                        build(channel.pipeline(), tls, new HttpCallHandler(access, router));
                    }
                })
                .bind(bind.host(), bind.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Cannot listen at " + bind + ": " + bound.cause().getMessage(), bound.cause());
        }
        channels.add(bound.channel());
        int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        return new HttpServer(new Endpoint(bind.host(), port), channels);
    }

    private static void build(ChannelPipeline pipeline, @Nullable SslContext tls, HttpCallHandler calls) {
        if (tls != null) {
            var handler = tls.newHandler(pipeline.channel().alloc());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MS);
            pipeline.addLast(new TlsGate(), handler);
        }
        pipeline.addLast(
                new IdleStateHandler(0, 0, IDLE_SECONDS),
                new HttpServerCodec(),
                new HttpServerKeepAliveHandler(),
                new ChunkedWriteHandler(),
                calls);
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Stops listening and closes the connections that are open. */
    @Override
    public void close() {
        ChannelGroupFuture unused = channels.close();
    }
}
