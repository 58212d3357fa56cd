package io.heddle.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.core.fault.Problem;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.KeyPurpose;
import io.heddle.core.security.Tls;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.RestClient;
import io.heddle.core.transport.http.Verb;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls to an application's master. A master that cannot be reached is looked up again at the ResourceManager, since it
 * may have been replaced on another host, until the client's patience ends.
 */
public final class MasterLine {
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final long RETRY_MS = 300;

    private interface Call<T> {
        T on(RestClient client) throws IOException, InterruptedException;
    }

    private final String applicationId;
    private final Cluster cluster;
    private final ApplicationCredentials credentials;
    private final Tls tls;
    private final Pause pause;
    private final long patienceMs;
    private @Nullable RestClient client;
    private @Nullable Endpoint address;

    public MasterLine(
            String applicationId, Cluster cluster, ApplicationCredentials credentials, Pause pause, long patienceMs) {
        this.applicationId = applicationId;
        this.cluster = cluster;
        this.credentials = credentials;
        this.tls = Tls.of(credentials);
        this.pause = pause;
        this.patienceMs = patienceMs;
    }

    public String applicationId() {
        return applicationId;
    }

    /** Where the master was reached last, as {@code host:port}. */
    public String address() {
        return address == null ? "" : address.toString();
    }

    /** Reads a resource. */
    public JsonNode get(String path) {
        return call(path, rest -> rest.get(path));
    }

    /** Reads a resource that may not be there. */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (CommandFailure e) {
            // Not every NOT_FOUND: an application that has ended has no resources, but that is another matter.
            if (e.getCause() instanceof Refusal refusal && refusal.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Does something without a body. */
    public JsonNode send(Verb verb, String path) {
        return call(path, rest -> rest.sendBytes(verb, path, new byte[0]));
    }

    /** Does something with a body of JSON. */
    public JsonNode send(Verb verb, String path, Object body) {
        return call(path, rest -> rest.send(verb, path, body));
    }

    /** Does something with a body of bytes. */
    public JsonNode send(Verb verb, String path, byte[] body) {
        return call(path, rest -> rest.sendBytes(verb, path, body));
    }

    private <T> T call(String path, Call<T> call) {
        long deadlineMs = pause.clock().monotonicMs() + patienceMs;
        Exception last = null;
        while (last == null || pause.clock().monotonicMs() < deadlineMs) {
            if (last != null) {
                pause.forMs(RETRY_MS);
            }
            try {
                RestClient rest = connected();
                if (rest != null) {
                    return call.on(rest);
                }
                last = new IOException("its master has not registered with YARN yet");
            } catch (Refusal e) {
                if (e.status() != UNAVAILABLE) {
                    throw refused(path, e);
                }
                last = e;
            } catch (IOException e) {
                client = null;
                last = e;
            } catch (InterruptedException e) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted.", "", "");
            }
        }
        throw new CommandFailure(
                ExitCode.UNREACHABLE,
                new Problem(
                        "The master of " + applicationId + " does not answer.",
                        last.toString(),
                        "Try again later; 'heddle why " + applicationId + "' and 'yarn logs -applicationId "
                                + applicationId + "' may tell more."),
                last);
    }

    private CommandFailure refused(String path, Refusal refusal) {
        ExitCode code = refusal.status() == NOT_FOUND ? ExitCode.NOT_FOUND : ExitCode.REFUSED_BY_CHECK;
        return new CommandFailure(
                code,
                new Problem(
                        "The master of " + applicationId + " refused " + path + ".",
                        String.valueOf(refusal.getMessage()),
                        code == ExitCode.NOT_FOUND ? "'heddle list -a' shows what there is." : ""),
                refusal);
    }

    private @Nullable RestClient connected() {
        RestClient current = client;
        if (current != null) {
            return current;
        }
        ApplicationView view = cluster.application(applicationId)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_FOUND, "YARN does not know " + applicationId + ".", "", ""));
        Applications.requireAlive(view);
        if (view.host().isEmpty() || view.port() <= 0) {
            return null;
        }
        Endpoint endpoint = new Endpoint(view.host(), view.port());
        address = endpoint;
        client = new RestClient(endpoint, tls, credentials.derive(KeyPurpose.REST_TOKEN), patienceMs);
        return client;
    }
}
