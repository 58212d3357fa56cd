package io.heddle.core.transport.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.core.security.Secret;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The owner's side of {@link HttpServer#forOwner}: for the command line. Calls wait for the answer. */
public final class RestClient {
    private final HttpClient client;
    private final Endpoint server;
    private final Secret token;
    private final Duration timeout;

    /**
     * Connects to nothing yet.
     *
     * @param timeoutMs bound of each call, from its start to its last byte of header
     * @param connectMs bound of the time until the server has accepted a connection
     */
    public RestClient(Endpoint server, Tls tls, Secret token, long timeoutMs, long connectMs) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(connectMs))
                .sslContext(tls.jdkClient())
                .build();
        this.server = server;
        this.token = token;
        this.timeout = Duration.ofMillis(timeoutMs);
    }

    /** Reads a resource; {@code path} begins with a slash and is encoded. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return call(Verb.GET, path, new byte[0], "application/json");
    }

    /** Does something, with {@code body} as JSON. */
    public JsonNode send(Verb verb, String path, Object body) throws IOException, InterruptedException {
        return call(verb, path, Json.MAPPER.writeValueAsBytes(body), "application/json");
    }

    /** Does something, with bytes. */
    public JsonNode sendBytes(Verb verb, String path, byte[] body) throws IOException, InterruptedException {
        return call(verb, path, body, "application/octet-stream");
    }

    /** Reads a resource of any length; the caller closes it. */
    public InputStream stream(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(request(Verb.GET, path, new byte[0], "*/*"), BodyHandlers.ofInputStream());
        if (response.statusCode() >= 400) {
            try (InputStream body = response.body()) {
                throw refusal(response.statusCode(), body.readAllBytes());
            }
        }
        return response.body();
    }

    private JsonNode call(Verb verb, String path, byte[] body, String type) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(verb, path, body, type), BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            throw refusal(response.statusCode(), response.body());
        }
        return response.body().length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(response.body());
    }

    private HttpRequest request(Verb verb, String path, byte[] body, String type) {
        return HttpRequest.newBuilder(URI.create("https://" + server + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token.revealAsToken())
                .header("Content-Type", type)
                .method(verb.name(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Refusal refusal(int status, byte[] body) {
        List<String> errors = new ArrayList<>();
        try {
            Json.MAPPER.readTree(body).path("errors").forEach(error -> errors.add(error.asText()));
        } catch (IOException e) {
            errors.add("The answer is not ours: " + e.getMessage());
        }
        return new Refusal(status, errors);
    }
}
