package io.heddle.core.transport.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.KeyPurpose;
import io.heddle.core.security.Secret;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
    private static final ApplicationCredentials CREDENTIALS = ApplicationCredentials.create(new SecureRandom());
    private static final Tls TLS = Tls.of(CREDENTIALS);
    /** Large bodies take their time on a machine that does something else. */
    private static final long PATIENCE_MS = 120_000;

    private static final Secret TOKEN = CREDENTIALS.derive(KeyPurpose.REST_TOKEN);

    /** What a page of the web UI might be made of. */
    record Greeting(String hello, int times) {}

    private final byte[] large = new byte[3_000_000];
    private final AtomicReference<@Nullable Responder> late = new AtomicReference<>();
    private final List<Route> routes = List.of(
            Route.get("/overview", (call, to) -> to.json(200, new Greeting("world", 2))),
            Route.get("/jobs/:jobid/vertices/:vid", (call, to) -> to.json(200, call.parameters())),
            Route.get(
                    "/jobs/overview",
                    (call, to) -> to.json(200, Map.of("q", call.queryValue("q").orElse("")))),
            Route.patch(
                    "/jobs/:jobid",
                    (call, to) ->
                            to.json(202, Map.of("mode", call.json().path("mode").asText()))),
            Route.put(
                    "/echo",
                    (call, to) -> to.bytes(
                            200, "application/json", ("" + call.body().length).getBytes(StandardCharsets.UTF_8))),
            Route.get("/log", (call, to) -> to.stream("text/plain", new ByteArrayInputStream(large))),
            Route.get("/late", (call, to) -> late.set(to)),
            Route.get("/refuse", (call, to) -> {
                throw new Refusal(409, "Not now.");
            }),
            Route.get("/broken", (call, to) -> {
                throw new IllegalStateException("a defect");
            }));

    private final NetThreads threads = NetThreads.named("test-http", 2);
    private @Nullable HttpServer server;
    private @Nullable RestClient client;

    @BeforeEach
    void start() throws IOException {
        new Random(5).nextBytes(large);
        server = HttpServer.forOwner(threads, new Endpoint("127.0.0.1", 0), TLS, TOKEN, routes);
        client = new RestClient(server.endpoint(), TLS, TOKEN, PATIENCE_MS, PATIENCE_MS);
    }

    @AfterEach
    void stop() {
        server().close();
        threads.close();
    }

    private HttpServer server() {
        HttpServer started = server;
        assertTrue(started != null);
        return started;
    }

    private RestClient client() {
        RestClient started = client;
        assertTrue(started != null);
        return started;
    }

    @Test
    void routes_answer_json_with_and_without_version() throws Exception {
        assertEquals(
                "{\"hello\":\"world\",\"times\":2}", client().get("/overview").toString());
        assertEquals(
                "{\"hello\":\"world\",\"times\":2}",
                client().get("/v1/overview").toString());
        assertEquals("a b", client().get("/jobs/x/vertices/a%20b").path("vid").asText());
        assertEquals("7", client().get("/jobs/overview?q=7").path("q").asText());
        assertEquals(
                "cancel",
                client().send(Verb.PATCH, "/jobs/1", Map.of("mode", "cancel"))
                        .path("mode")
                        .asText());
    }

    @Test
    void large_bodies_go_both_ways() throws Exception {
        assertEquals(
                20_000_000,
                client().sendBytes(Verb.PUT, "/echo", new byte[20_000_000]).asInt());
        try (InputStream log = client().stream("/log")) {
            assertArrayEquals(large, log.readAllBytes());
        }
        assertEquals(2, client().get("/overview").path("times").asInt());
    }

    @Test
    void an_answer_may_come_later_and_only_once() throws Exception {
        Thread asker = new Thread(() -> {
            while (late.get() == null) {
                Thread.onSpinWait();
            }
            Responder to = late.get();
            if (to != null) {
                to.json(200, List.of("first"));
                to.json(200, List.of("second"));
            }
        });
        asker.start();
        assertEquals("[\"first\"]", client().get("/late").toString());
        asker.join();
        assertEquals(2, client().get("/overview").path("times").asInt());
    }

    private Refusal refused(String path) {
        return assertThrows(Refusal.class, () -> client().get(path));
    }

    @Test
    void errors_have_a_status_and_sentences() {
        assertEquals(404, refused("/nothing/here").status());
        assertEquals(405, refused("/echo").status());
        assertEquals(List.of("Not now."), refused("/refuse").errors());
        assertEquals(500, refused("/broken").status());
        Refusal badJson =
                assertThrows(Refusal.class, () -> client().sendBytes(Verb.PATCH, "/jobs/1", new byte[] {'{'}));
        assertEquals(400, badJson.status());
    }

    @Test
    void paths_cannot_climb() {
        for (String segment : List.of("..", "%2e%2e", "%2E.", "..%2f..", "a%5cb", "%00", "a;b", "%zz", ".%2e", "...")) {
            int status = assertThrows(Refusal.class, () -> raw("/jobs/" + segment + "/vertices/1"))
                    .status();
            assertTrue(status == 400 || status == 404, segment + " gave " + status);
        }
    }

    /** A call whose path nobody normalises. */
    private void raw(String path) throws IOException, InterruptedException {
        try {
            client().get(path);
        } catch (IllegalArgumentException notAUri) {
            throw new Refusal(400, "not even a URI");
        }
    }

    @Test
    void without_the_token_nothing_is_told() {
        RestClient stranger =
                new RestClient(server().endpoint(), TLS, Secret.of(new byte[32]), PATIENCE_MS, PATIENCE_MS);
        assertEquals(
                401,
                assertThrows(Refusal.class, () -> stranger.get("/overview")).status());
        assertEquals(
                401, assertThrows(Refusal.class, () -> stranger.get("/nothing")).status());
        assertEquals(
                401,
                assertThrows(Refusal.class, () -> stranger.sendBytes(Verb.PUT, "/echo", new byte[10]))
                        .status());
    }

    /** The answer comes before the server has read the body, and must not be lost with what is still on its way. */
    @Test
    void whoever_is_refused_hears_it_however_much_it_sends() {
        for (int round = 0; round < 20; round++) {
            RestClient stranger =
                    new RestClient(server().endpoint(), TLS, Secret.of(new byte[32]), PATIENCE_MS, PATIENCE_MS);
            assertEquals(
                    401,
                    assertThrows(Refusal.class, () -> stranger.sendBytes(Verb.PUT, "/echo", large))
                            .status());
        }
    }

    @Test
    void another_applications_server_is_not_trusted() {
        Tls other = Tls.of(ApplicationCredentials.create(new SecureRandom()));
        assertThrows(
                IOException.class,
                () -> new RestClient(server().endpoint(), other, TOKEN, PATIENCE_MS, PATIENCE_MS).get("/overview"));
    }

    private static String plain(Endpoint at, String request) throws IOException {
        try (Socket socket = new Socket(at.host(), at.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String request(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void yarns_proxy_may_read_and_nobody_else_is_answered() throws Exception {
        Endpoint any = new Endpoint("127.0.0.1", 0);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (HttpServer proxied = HttpServer.forYarnProxy(threads, any, Set.of(loopback), null, routes);
                HttpServer closed = HttpServer.forYarnProxy(
                        threads, any, Set.of(InetAddress.getByName("192.0.2.1")), null, routes)) {
            String read = plain(proxied.endpoint(), request("GET", "/overview"));
            assertTrue(read.startsWith("HTTP/1.1 200") && read.contains("\"hello\":\"world\""), read);
            assertTrue(plain(proxied.endpoint(), request("HEAD", "/overview")).endsWith("\r\n\r\n"));
            assertTrue(plain(proxied.endpoint(), request("PUT", "/echo")).startsWith("HTTP/1.1 403"));
            assertTrue(plain(proxied.endpoint(), request("PATCH", "/jobs/1")).startsWith("HTTP/1.1 403"));
            assertEquals("", plain(closed.endpoint(), request("GET", "/overview")));
        }
    }

    @Test
    void plain_http_at_the_owners_listener_gets_no_byte() throws Exception {
        assertEquals("", plain(server().endpoint(), request("GET", "/overview")));
    }

    @Test
    void two_routes_for_one_thing_are_refused() {
        Route one = Route.get("/a/:x", (call, to) -> {});
        assertThrows(
                IllegalArgumentException.class, () -> new Router(List.of(one, Route.get("/a/:y", (call, to) -> {}))));
        assertFalse(routes.isEmpty());
    }
}
