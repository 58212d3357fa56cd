package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class InMemoryTransportTest extends ControlTransportLaw {
    private final InMemoryTransport.Network network = InMemoryTransport.Network.inline();
    private final InMemoryTransport server = new InMemoryTransport(network, "server");
    private final InMemoryTransport client = new InMemoryTransport(network, "client");

    @Override
    ControlTransport server() {
        return server;
    }

    @Override
    ControlTransport client() {
        return client;
    }

    @Test
    void a_severed_process_loses_its_connections() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        client.connect(server.listen(anyPort(), serverEars).endpoint(), clientEars);
        clientEars.opened();
        serverEars.opened();
        network.sever(server, "pulled the plug");
        assertEquals("closed pulled the plug", serverEars.next());
        assertTrue(clientEars.next().contains("pulled the plug"));
    }

    @Test
    void a_simulation_steps_each_delivery() throws Exception {
        ArrayDeque<Runnable> steps = new ArrayDeque<>();
        InMemoryTransport.Network stepped = new InMemoryTransport.Network(steps::add);
        InMemoryTransport one = new InMemoryTransport(stepped, "one");
        Ears ears = new Ears();
        Ears other = new Ears();
        Endpoint at = one.listen(anyPort(), ears).endpoint();
        Connection up = new InMemoryTransport(stepped, "two").connect(at, other);
        assertTrue(ears.heard.isEmpty());
        steps.remove().run();
        ears.opened();
        up.send(bytes("a"));
        assertTrue(ears.heard.isEmpty());
        steps.remove().run();
        assertEquals("a", ears.next());
        assertTrue(steps.isEmpty());
    }
}
