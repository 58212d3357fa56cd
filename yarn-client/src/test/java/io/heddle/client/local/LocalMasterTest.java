package io.heddle.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.coordinator.Coordinator;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.time.SettableClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The master of a local cluster, stepped by hand. */
class LocalMasterTest {

    /** As on YARN: whoever looks and stumbles takes nobody with him. */
    @Test
    void aLookThatFailsFailsForItsAskerAlone() {
        SettableClock clock = new SettableClock(0);
        try (IoPool io = new IoPool("test-io", 1)) {
            LocalMaster master = new LocalMaster(
                    CoordinatorSettings.of(false, CoordinatorSettings.Fleet.local(1, 1)),
                    clock,
                    new CheckpointFiles(new LocalStorage(), io),
                    new Wakeup());
            IllegalArgumentException wrong = new IllegalArgumentException("asked wrongly");
            CompletableFuture<Object> failed = master.look(coordinator -> {
                throw wrong;
            });
            CompletableFuture<Boolean> next = master.look(Coordinator::isReady);
            master.doWork(clock.monotonicMs());
            assertSame(
                    wrong, assertThrows(ExecutionException.class, failed::get).getCause());
            assertEquals(true, next.getNow(false));
        }
    }
}
