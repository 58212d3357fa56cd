package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** One side of a connection, whose other side is the test. */
final class NettyConnectionTest {
    private final ControlTransportLaw.Ears ears = new ControlTransportLaw.Ears();

    private static void greet(EmbeddedChannel channel) {
        channel.writeInbound(Chunks.chunk(Chunks.GREETING, new byte[] {1}, 0, new CRC32C()));
    }

    @Test
    void a_greeting_opens_it() throws Exception {
        NettyConnection connection = new NettyConnection(ears, "peer", false, () -> {});
        EmbeddedChannel channel = new EmbeddedChannel(connection);
        assertFalse(connection.send(ControlTransportLaw.bytes("early")));
        greet(channel);
        ears.opened();
        assertTrue(connection.send(ControlTransportLaw.bytes("now")));
    }

    /** As its owner does on another thread, in the moment in which the greeting comes. */
    @Test
    void who_closes_it_while_it_opens_hears_of_its_end_alone() throws Exception {
        AtomicReference<Connection> self = new AtomicReference<>();
        NettyConnection connection =
                new NettyConnection(ears, "peer", false, () -> self.get().close("changed my mind"));
        self.set(connection);
        EmbeddedChannel channel = new EmbeddedChannel(connection);
        greet(channel);
        assertEquals("closed changed my mind", ears.next());
        assertTrue(ears.heard.isEmpty());
        assertFalse(connection.send(ControlTransportLaw.bytes("late")));
        assertFalse(channel.isOpen());
    }
}
