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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A master that nobody can reach yet: how often it is asked for again, and how long that takes. */
class MasterLineTest {
    private final SettableClock clock = new SettableClock(0);
    private final List<Long> pauses = new ArrayList<>();
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
                    ApplicationView.State.RUNNING,
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

    private CommandFailure failure(Map<String, String> settings) {
        MasterLine line = new MasterLine(
                "application_1_0001",
                new Unregistered(),
                ApplicationCredentials.create(new SecureRandom()),
                new Waits(),
                Retries.of(Configuration.of(settings, Origin.PROGRAM)));
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
    void patienceEndsItEarlier() {
        failure(Map.of("client.timeout", "1 s"));
        assertEquals(List.of(300L, 450L, 675L), pauses);
    }
}
