package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NettyControlTransportTest extends ControlTransportLaw {
    private static final Tls TLS = Tls.of(ApplicationCredentials.create(new SecureRandom()));

    private final NetThreads threads = NetThreads.named("test-net", 2);
    private final NettyControlTransport server = new NettyControlTransport(threads, TLS);
    private final NettyControlTransport client = new NettyControlTransport(threads, TLS);

    @AfterEach
    void close() {
        server.close();
        client.close();
        threads.close();
    }

    @Override
    ControlTransport server() {
        return server;
    }

    @Override
    ControlTransport client() {
        return client;
    }

    /** Reads nothing after it was told of its connection until it is let go on: its net thread waits. */
    private record Late(Ears ears, CountDownLatch goOn) implements ConnectionListener {
        @Override
        public void onOpen(Connection opened) {
            ears.onOpen(opened);
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onMessage(Connection from, byte[] message) {
            ears.onMessage(from, message);
        }

        @Override
        public void onClosed(Connection closed, String reason) {
            ears.onClosed(closed, reason);
        }
    }

    @Test
    void small_messages_flow_while_a_huge_one_is_on_its_way() throws Exception {
        Ears serverEars = new Ears();
        Ears clientEars = new Ears();
        CountDownLatch goOn = new CountDownLatch(1);
        // More than the buffers of two sockets take.
        byte[] huge = new byte[50_000_000];
        new Random(3).nextBytes(huge);
        try (NetThreads apart = NetThreads.named("test-net-apart", 1);
                NettyControlTransport sender = new NettyControlTransport(apart, TLS)) {
            sender.connect(server.listen(anyPort(), new Late(serverEars, goOn)).endpoint(), clientEars);
            Connection up = clientEars.opened();
            serverEars.opened();
            up.send(huge);
            up.send(bytes("behind"));
            up.sendUrgent(bytes("beat"));
            goOn.countDown();
            assertEquals("beat", serverEars.next());
            assertEquals("large", serverEars.next());
            assertEquals("behind", serverEars.next());
            assertArrayEquals(huge, serverEars.large.poll());
            assertEquals(0, up.queuedBytes());
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_stranger_gets_no_byte() throws Exception {
        Ears serverEars = new Ears();
        Endpoint at = server.listen(anyPort(), serverEars).endpoint();
        for (String garbage : new String[] {"GET / HTTP/1.1\r\n\r\n", "\0\0\0\0", "SSH-2.0-x\r\n"}) {
            try (Socket socket = new Socket(at.host(), at.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(bytes(garbage));
                assertEquals(-1, readOrReset(socket.getInputStream()));
            }
        }
        assertTrue(serverEars.heard.isEmpty());
    }

    private static int readOrReset(InputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }

    @Test
    void another_applications_certificate_is_refused_by_both_sides() throws Exception {
        Ears serverEars = new Ears();
        Ears strangerEars = new Ears();
        Endpoint at = server.listen(anyPort(), serverEars).endpoint();
        Tls other = Tls.of(ApplicationCredentials.create(new SecureRandom()));
        NettyControlTransport stranger = new NettyControlTransport(threads, other);
        Connection never = stranger.connect(at, strangerEars);
        assertTrue(strangerEars.next().startsWith("closed"));
        assertTrue(!never.send(bytes("x")) && serverEars.heard.isEmpty());
    }

    @Test
    void a_client_without_a_certificate_gets_no_byte_of_protocol() throws Exception {
        Ears serverEars = new Ears();
        Endpoint at = server.listen(anyPort(), serverEars).endpoint();
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        TrustsAll trusting = new TrustsAll();
        context.init(null, new TrustManager[] {trusting}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(at.host(), at.port())) {
            socket.setSoTimeout(20_000);
            // Reading shakes hands first; the server may break off before the client has said its last word of that.
            assertEquals(-1, readOrReset(socket.getInputStream()));
        }
        assertTrue(trusting.asked.get(), "the server did not show its own");
        assertTrue(serverEars.heard.isEmpty());
    }

    private static final class TrustsAll implements X509TrustManager {
        private final AtomicBoolean asked = new AtomicBoolean();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            asked.set(true);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void each_tls_library_speaks_with_the_jdks() throws Exception {
        ApplicationCredentials credentials = ApplicationCredentials.create(new SecureRandom());
        NettyControlTransport jdk = new NettyControlTransport(threads, Tls.of(credentials, Tls.Library.JDK));
        NettyControlTransport best = new NettyControlTransport(threads, Tls.of(credentials));
        for (NettyControlTransport[] pair : new NettyControlTransport[][] {{jdk, best}, {best, jdk}, {jdk, jdk}}) {
            Ears serverEars = new Ears();
            Ears clientEars = new Ears();
            pair[1].connect(pair[0].listen(anyPort(), serverEars).endpoint(), clientEars);
            clientEars.opened().send(bytes("hello"));
            serverEars.opened();
            assertEquals("hello", serverEars.next());
        }
        jdk.close();
        best.close();
    }
}
