package io.heddle.core.transport;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The process's net threads: native epoll where its library is on the class path, else the JDK's selectors. */
public final class NetThreads implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(NetThreads.class);

    static {
        // Sampling every 128th buffer costs a tenth of a net thread; tests that look for leaks count bytes instead.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    private final MultiThreadIoEventLoopGroup group;
    private final boolean epoll;

    private NetThreads(MultiThreadIoEventLoopGroup group, boolean epoll) {
        this.group = group;
        this.epoll = epoll;
    }

    /**
     * Starts nothing yet: a thread begins with its first connection.
     *
     * @param name threads are called {@code name-n}: {@code am-net}, {@code worker-net}
     * @param threads how many at most
     */
    public static NetThreads named(String name, int threads) {
        return named(name, threads, SocketPolling.AUTO);
    }

    /**
     * Starts nothing yet: a thread begins with its first connection.
     *
     * @param name threads are called {@code name-n}: {@code am-net}, {@code worker-net}
     * @param threads how many at most
     * @throws HeddleException if epoll is asked for and cannot be had
     */
    public static NetThreads named(String name, int threads, SocketPolling polling) {
        boolean epoll = polling != SocketPolling.NIO && Epoll.isAvailable() && nativeLibraryFits();
        if (polling == SocketPolling.EPOLL && !epoll) {
            throw new HeddleException(
                    FaultCategory.CONFIGURATION,
                    "Epoll cannot be used on this machine.",
                    "Its native library does not load: " + Epoll.unavailabilityCause(),
                    "Leave taskmanager.network.netty.transport at AUTO, or set it to NIO.");
        }
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        LOG.debug("{} net threads by {}", threads, epoll ? "epoll" : "NIO");
        return new NetThreads(
                new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), io), epoll);
    }

    /** Hadoop's test jars bring the library of another version of Netty, which loads but lacks functions. */
    private static boolean nativeLibraryFits() {
        try {
            return Errors.ERRNO_EAGAIN_NEGATIVE < 0;
        } catch (LinkageError e) {
            LOG.debug("Epoll is left alone: the native library on the class path is not this Netty's", e);
            return false;
        }
    }

    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    public Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    public Class<? extends Channel> channel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** Ends the threads soon; does not wait. */
    @Override
    public void close() {
        Future<?> unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
