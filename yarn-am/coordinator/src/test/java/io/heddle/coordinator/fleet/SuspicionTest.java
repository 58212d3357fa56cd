package io.heddle.coordinator.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.CoordinatorSettings;
import org.junit.jupiter.api.Test;

class SuspicionTest {
    private static final long HEARTBEAT_MS = 1_000;

    private static Suspicion punctual() {
        CoordinatorSettings.Patience patience = new CoordinatorSettings.Patience(
                HEARTBEAT_MS, 50_000, 500, 300_000, 30_000, 300_000, 20_000, 3_000, 600_000);
        CoordinatorSettings settings = CoordinatorSettings.of(false, CoordinatorSettings.Fleet.elastic(0, 1));
        Suspicion suspicion =
                Suspicion.of(new CoordinatorSettings(false, settings.fleet(), patience, settings.jobDefaults()), 0);
        for (long ms = 0; ms <= 10_000; ms += HEARTBEAT_MS) {
            suspicion.heard(ms);
        }
        return suspicion;
    }

    /** F57. */
    @Test
    void aPauseOfFiveSecondsIsNoDeathAndATrueOneIsSeenSoon() {
        Suspicion suspicion = punctual();
        assertTrue(suspicion.deadlineMs() > 10_000 + 5_000);
        assertTrue(suspicion.deadlineMs() <= 10_000 + 7_000);
    }

    @Test
    void whoHasPausedBeforeIsGivenTwiceThat() {
        Suspicion suspicion = punctual();
        suspicion.heard(16_000);
        assertEquals(16_000 + 12_000, suspicion.deadlineMs());
        suspicion.heard(26_000);
        assertEquals(26_000 + 20_000, suspicion.deadlineMs());
        suspicion.heard(65_000);
        assertEquals(65_000 + 50_000, suspicion.deadlineMs());
    }

    @Test
    void pausesAreForgotten() {
        Suspicion suspicion = punctual();
        suspicion.heard(16_000);
        for (long ms = 17_000; ms <= 620_000; ms += HEARTBEAT_MS) {
            suspicion.heard(ms);
        }
        assertEquals(620_000 + 7_000, suspicion.deadlineMs());
    }

    @Test
    void silenceOfTheMasterItselfCountsForNothing() {
        Suspicion suspicion = punctual();
        suspicion.startAgain(40_000);
        suspicion.heard(41_000);
        assertEquals(41_000 + 7_000, suspicion.deadlineMs());
    }
}
