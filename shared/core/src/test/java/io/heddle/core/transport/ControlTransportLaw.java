package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ControlTransport} must do; an implementation's test extends this. */
abstract class ControlTransportLaw {
    abstract ControlTransport server();

    abstract ControlTransport client();

    static Endpoint anyPort() {
        return new Endpoint("127.0.0.1", 0);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Remembers what it heard. */
    static final class Ears implements ConnectionListener {
        final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final LinkedBlockingQueue<byte[]> large = new LinkedBlockingQueue<>();
        final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();

        @Override
        public void onOpen(Connection opened) {
            connection.set(opened);
            heard.add("open");
        }

        @Override
        public void onMessage(Connection from, byte[] message) {
            if (message.length > 1000) {
                large.add(message);
                heard.add("large");
            } else {
                heard.add(new String(message, StandardCharsets.UTF_8));
            }
        }

        @Override
        public void onClosed(Connection closed, String reason) {
            heard.add("closed " + reason);
        }

        String next() throws InterruptedException {
            String word = heard.poll(60, TimeUnit.SECONDS);
            assertNotNull(word, "heard nothing more");
            return word;
        }

        Connection opened() throws InterruptedException {
            assertEquals("open", next());
            Connection open = connection.get();
            assertNotNull(open);
            return open;
        }
    }

    @Test
    void messages_arrive_whole_and_in_order_both_ways() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        Endpoint at = server().listen(anyPort(), serverEars).endpoint();
        assertNotEquals(0, at.port());
        client().connect(at, clientEars);
        Connection up = clientEars.opened();
        Connection down = serverEars.opened();
        for (int i = 0; i < 200; i++) {
            assertTrue(up.send(bytes("up" + i)));
            assertTrue(down.send(bytes("down" + i)));
        }
        assertTrue(up.send(new byte[0]));
        for (int i = 0; i < 200; i++) {
            assertEquals("up" + i, serverEars.next());
            assertEquals("down" + i, clientEars.next());
        }
        assertEquals("", serverEars.next());
    }

    @Test
    void large_messages_arrive_whole() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        Endpoint at = server().listen(anyPort(), serverEars).endpoint();
        client().connect(at, clientEars);
        byte[] large = new byte[5_000_001];
        new Random(7).nextBytes(large);
        clientEars.opened().send(large);
        assertEquals("open", serverEars.next());
        assertEquals("large", serverEars.next());
        assertArrayEquals(large, serverEars.large.poll());
    }

    @Test
    void closing_one_side_tells_the_other() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        Endpoint at = server().listen(anyPort(), serverEars).endpoint();
        client().connect(at, clientEars);
        Connection up = clientEars.opened();
        serverEars.opened();
        up.close("enough");
        assertEquals("closed enough", clientEars.next());
        assertTrue(serverEars.next().startsWith("closed"));
        assertFalse(up.send(bytes("late")));
        up.close("again");
        assertTrue(clientEars.heard.isEmpty());
    }

    @Test
    void who_closed_its_door_is_found_by_nobody() throws Exception {
        for (int round = 0; round < 100; round++) {
            Ears serverEars = new Ears();
            ControlTransport.Listening gone = server().listen(anyPort(), serverEars);
            Endpoint at = gone.endpoint();
            gone.close();
            Ears clientEars = new Ears();
            Connection never = client().connect(at, clientEars);
            String word = clientEars.next();
            assertTrue(word.startsWith("closed"), word);
            assertFalse(never.send(bytes("x")));
            assertTrue(clientEars.heard.isEmpty());
            assertTrue(serverEars.heard.isEmpty());
        }
    }

    @Test
    void connections_that_were_open_outlive_the_door() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        ControlTransport.Listening door = server().listen(anyPort(), serverEars);
        client().connect(door.endpoint(), clientEars);
        Connection up = clientEars.opened();
        serverEars.opened();
        door.close();
        assertTrue(up.send(bytes("still here")));
        assertEquals("still here", serverEars.next());
    }

    @Test
    void a_closed_transport_lets_nobody_in() throws Exception {
        Ears serverEars = new Ears();
        Endpoint at = server().listen(anyPort(), serverEars).endpoint();
        server().close();
        for (int round = 0; round < 20; round++) {
            Ears clientEars = new Ears();
            client().connect(at, clientEars);
            assertTrue(clientEars.next().startsWith("closed"));
        }
        assertTrue(serverEars.heard.isEmpty());
    }

    @Test
    void a_taken_address_is_refused() throws Exception {
        Endpoint at = server().listen(anyPort(), new Ears()).endpoint();
        try {
            server().listen(at, new Ears());
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(at.toString()));
            return;
        }
        throw new AssertionError("bound twice");
    }

    @Test
    void closing_the_transport_closes_its_connections() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        Endpoint at = server().listen(anyPort(), serverEars).endpoint();
        client().connect(at, clientEars);
        clientEars.opened();
        serverEars.opened();
        server().close();
        assertTrue(clientEars.next().startsWith("closed"));
        assertTrue(serverEars.next().startsWith("closed"));
    }
}
