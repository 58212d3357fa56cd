package io.heddle.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.BareCluster;
import io.heddle.client.cluster.Cluster;
import io.heddle.client.deploy.Deployment;
import io.heddle.client.deploy.SessionTarget;
import io.heddle.client.deploy.StartPoint;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.security.KeyPurpose;
import io.heddle.core.security.Tls;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.core.transport.http.HttpServer;
import io.heddle.core.transport.http.Refusal;
import io.heddle.core.transport.http.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on its way into a session whose master refuses it. */
class SessionSubmissionTest {
    private static final String SESSION = "application_1_0001";
    private static final JobPlan PLAN = new JobPlan(
            new JobId("00000000000000000000000000000001"), "clicks", List.of(), List.of(), List.of(), Map.of());

    @TempDir
    private Path home;

    private CommandFailure refused(int status, String why) throws IOException {
        ApplicationCredentials credentials = ApplicationCredentials.create(new SecureRandom());
        Configuration configuration =
                Configuration.of(Map.of("execution.state-recovery.path", "latest"), Origin.PROGRAM);
        Route refusing = Route.put("/jobs/:jobid", (call, to) -> {
            throw new Refusal(status, why);
        });
        NetThreads threads = NetThreads.named("session-submission", 1);
        try (HttpServer server = HttpServer.forOwner(
                threads,
                new Endpoint("127.0.0.1", 0),
                Tls.of(credentials),
                credentials.derive(KeyPurpose.REST_TOKEN),
                List.of(refusing))) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, false, 80);
            Cluster cluster = knowing(server.endpoint());
            SessionTarget session = new SessionTarget(
                    cluster,
                    new MasterLine(
                            SESSION,
                            cluster,
                            credentials,
                            Pause.system(),
                            Retries.of(configuration),
                            new RememberedMasters(home)),
                    terminal,
                    Pause.system(),
                    Deployment.WaitFor.ACCEPTED,
                    new StartPoint(configuration, LocalStorage::new, terminal, Set::of));
            return assertThrows(CommandFailure.class, () -> session.submit(PLAN));
        } finally {
            threads.close();
        }
    }

    private static Cluster knowing(Endpoint master) {
        return new BareCluster() {
            @Override
            public Optional<ApplicationView> application(String id) {
                return Optional.of(new ApplicationView(
                        id,
                        "session",
                        "Heddle",
                        "me",
                        "default",
                        ApplicationView.State.RUNNING,
                        ApplicationView.Outcome.UNDEFINED,
                        "",
                        master.host(),
                        master.port(),
                        "",
                        "",
                        0,
                        0,
                        Set.of()));
            }
        };
    }

    @Test
    void theLatestStateThatIsNotThereIsNotFound() throws IOException {
        CommandFailure failure = refused(404, "There is no checkpoint of 'clicks'.");
        assertEquals(ExitCode.NOT_FOUND, failure.exitCode());
        String told = failure.problem().sentence();
        assertTrue(told.contains("There is no checkpoint of 'clicks'."), told);
        assertTrue(told.contains("heddle checkpoints list"), told);
        assertFalse(told.contains("heddle list"), told);
    }

    @Test
    void aConflictIsRefusedByACheck() throws IOException {
        assertEquals(ExitCode.REFUSED_BY_CHECK, refused(409, "It has state.").exitCode());
    }
}
