package io.heddle.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.submission.Submitter;
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
 * Calls to an application's master, first where it was reached last. A master that cannot be reached is looked up again at the ResourceManager, since it
 * may have been replaced on another host, as often as {@link Retries} allow.
 */
public final class MasterLine {
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final long CONNECT_MS = 10_000;
    /** A host that has gone does not answer at all; YARN is asked instead then. */
    private static final long GUESS_CONNECT_MS = 1_000;

    private interface Call<T> {
        T on(RestClient client) throws IOException, InterruptedException;
    }

    private final String applicationId;
    private final Cluster cluster;
    private final ApplicationCredentials credentials;
    private final Pause pause;
    private final Retries retries;
    private final RememberedMasters remembered;
    /** Whether the remembered address may still be tried. */
    private boolean mayGuess = true;

    private @Nullable RestClient client;
    private @Nullable Endpoint address;

    MasterLine(
            String applicationId,
            Cluster cluster,
            ApplicationCredentials credentials,
            Pause pause,
            Retries retries,
            RememberedMasters remembered) {
        this.applicationId = applicationId;
        this.cluster = cluster;
        this.credentials = credentials;
        this.pause = pause;
        this.retries = retries;
        this.remembered = remembered;
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
        long beganMs = pause.clock().monotonicMs();
        int repeated = 0;
        while (true) {
            Exception last;
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
                if (mayGuess) {
                    mayGuess = false;
                    continue;
                }
                last = e;
            } catch (InterruptedException e) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted.", "", "");
            }
            if (!retries.goOn(repeated, pause.clock().monotonicMs() - beganMs)) {
                throw unanswered(repeated, last);
            }
            pause.forMs(retries.pauseMs(repeated));
            repeated++;
        }
    }

    private CommandFailure unanswered(int repeated, Exception last) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                new Problem(
                        "The master of " + applicationId + " does not answer.",
                        last + (repeated == 0 ? "" : " (repeated " + repeated + " times)"),
                        "Try again later; 'heddle why " + applicationId + "' and 'yarn logs -applicationId "
                                + applicationId + "' may tell more. rest.retry.max-attempts, rest.retry.delay and"
                                + " client.timeout say how long is waited."),
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
        Optional<Endpoint> guess = mayGuess ? remembered.find(applicationId) : Optional.empty();
        if (guess.isPresent()) {
            return connected(guess.get(), GUESS_CONNECT_MS);
        }
        mayGuess = false;
        ApplicationView view = cluster.application(applicationId)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_FOUND, "YARN does not know " + applicationId + ".", "", ""));
        if (view.state().isFinal()) {
            remembered.forget(applicationId);
        }
        Applications.requireAlive(view);
        if (view.host().isEmpty() || view.port() <= 0) {
            return null;
        }
        Endpoint endpoint = new Endpoint(view.host(), view.port());
        if (view.tags().contains(Submitter.SESSION_TAG)) {
            remembered.remember(applicationId, endpoint);
        }
        return connected(endpoint, CONNECT_MS);
    }

    private RestClient connected(Endpoint endpoint, long connectMs) {
        RestClient made = new RestClient(
                endpoint, Tls.of(credentials), credentials.derive(KeyPurpose.REST_TOKEN), retries.totalMs(), connectMs);
        address = endpoint;
        client = made;
        return made;
    }
}
