package io.heddle.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.cluster.ApplicationView;
import io.heddle.client.cluster.BareCluster;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Pause;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.security.ApplicationCredentials;
import io.heddle.core.time.Clock;
import io.heddle.core.time.SettableClock;
import io.heddle.core.transport.Endpoint;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that nobody can reach yet: how often it is asked for again, and how long that takes. */
class MasterLineTest {
    private final SettableClock clock = new SettableClock(0);
    private final List<Long> pauses = new ArrayList<>();
    private ApplicationView.State state = ApplicationView.State.RUNNING;
    private int lookedUp;

    private final class Unregistered extends BareCluster {
        @Override
        public Optional<ApplicationView> application(String id) {
            lookedUp++;
            return Optional.of(new ApplicationView(
                    id,
                    "session",
                    "Heddle",
                    "me",
                    "default",
                    state,
                    ApplicationView.Outcome.UNDEFINED,
                    "",
                    "",
                    -1,
                    "",
                    "",
                    0,
                    0,
                    Set.of()));
        }
    }

    private final class Waits implements Pause {
        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public void forMs(long ms) {
            pauses.add(ms);
            clock.advanceMs(ms);
        }
    }

    @TempDir
    Path home;

    private CommandFailure failure(Map<String, String> settings) {
        MasterLine line = new MasterLine(
                "application_1_0001",
                new Unregistered(),
                ApplicationCredentials.create(new SecureRandom()),
                new Waits(),
                Retries.of(Configuration.of(settings, Origin.PROGRAM)),
                new RememberedMasters(home));
        return assertThrows(CommandFailure.class, () -> line.get("/overview"));
    }

    @Test
    void theUserSaysHowOftenAndHowSlowly() {
        CommandFailure failure =
                failure(Map.of("rest.retry.max-attempts", "4", "rest.retry.delay", "500 ms", "client.timeout", "1 h"));
        assertEquals(5, lookedUp);
        assertEquals(List.of(300L, 450L, 500L, 500L), pauses);
        assertEquals(ExitCode.UNREACHABLE, failure.exitCode());
        assertTrue(failure.problem().sentence().contains("repeated 4 times"), failure.problem()::sentence);
    }

    @Test
    void noneIsRepeatedIfTheUserSaysSo() {
        failure(Map.of("rest.retry.max-attempts", "0"));
        assertEquals(1, lookedUp);
        assertEquals(List.of(), pauses);
    }

    @Test
    void whereItWasReachedLastIsTriedOnceAndThenYarnIsAskedAtOnce() {
        // Nobody listens at the port of a service that has been out of use for decades.
        new RememberedMasters(home).remember("application_1_0001", new Endpoint("127.0.0.1", 1));
        failure(Map.of("rest.retry.max-attempts", "1"));
        assertEquals(2, lookedUp);
        assertEquals(List.of(300L), pauses);
    }

    @Test
    void anApplicationThatHasEndedIsForgotten() {
        RememberedMasters remembered = new RememberedMasters(home);
        remembered.remember("application_1_0001", new Endpoint("127.0.0.1", 1));
        state = ApplicationView.State.FINISHED;
        CommandFailure failure = failure(Map.of());
        assertEquals(ExitCode.NOT_FOUND, failure.exitCode());
        assertEquals(Optional.empty(), remembered.find("application_1_0001"));
    }

    @Test
    void whatIsRememberedIsReadAgain() {
        new RememberedMasters(home).remember("application_1_0001", new Endpoint("localhost", 8032));
        assertEquals(
                Optional.of(new Endpoint("localhost", 8032)), new RememberedMasters(home).find("application_1_0001"));
        assertEquals(Optional.empty(), new RememberedMasters(home).find("application_1_0002"));
    }

    @Test
    void patienceEndsItEarlier() {
        failure(Map.of("client.timeout", "1 s"));
        assertEquals(List.of(300L, 450L, 675L), pauses);
    }
}
