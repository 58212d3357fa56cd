package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.fault.HeddleException;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Test;

/** This module's class path has no native library. */
class NetThreadsTest {

    @Test
    void automaticallyTakesJavasSelectorsWhereNoLibraryLoads() {
        try (NetThreads threads = NetThreads.named("test-net", 1, SocketPolling.AUTO)) {
            assertEquals(NioSocketChannel.class, threads.channel());
            assertEquals(NioServerSocketChannel.class, threads.serverChannel());
        }
    }

    @Test
    void refusesEpollWhereNoLibraryLoadsAndNamesTheSetting() {
        HeddleException refused =
                assertThrows(HeddleException.class, () -> NetThreads.named("test-net", 1, SocketPolling.EPOLL));
        assertTrue(refused.getMessage().contains("taskmanager.network.netty.transport"), refused.getMessage());
    }
}
