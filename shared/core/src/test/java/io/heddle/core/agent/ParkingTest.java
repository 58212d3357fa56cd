package io.heddle.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final Parking parking = new Parking();

    @Test
    void parksLongerTheLongerNothingComes() {
        long before = 0;
        for (int turn = 0; turn < 6; turn++) {
            long parked = parking.idleNs(NEVER);
            assertTrue(parked > before, "park " + turn + " is no longer than the one before");
            before = parked;
        }
        assertEquals(TimeUnit.MILLISECONDS.toNanos(Parking.LONGEST_MS), parking.idleNs(NEVER));
    }

    @Test
    void looksOftenAgainAfterWork() {
        for (int turn = 0; turn < 10; turn++) {
            parking.idleNs(NEVER);
        }
        parking.worked();
        assertEquals(TimeUnit.MILLISECONDS.toNanos(Parking.SHORTEST_MS), parking.idleNs(NEVER));
    }

    @Test
    void neverParksBeyondTheDeadline() {
        for (int turn = 0; turn < 10; turn++) {
            assertEquals(TimeUnit.MILLISECONDS.toNanos(30), parking.idleNs(30));
        }
        assertEquals(0, parking.idleNs(0));
        assertEquals(0, parking.idleNs(-5), "a deadline that is over");
    }
}
