package io.heddle.core.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.spi.LoggerContext;
import org.junit.jupiter.api.Test;

class LateLoggingTest {
    @Test
    void whatGoesWrongIsWorthStartingForAndWhatIsUsualIsNot() {
        assertTrue(LateLogging.isWorthIt("io.heddle.client.cli.HeddleCli", Level.ERROR));
        assertTrue(LateLogging.isWorthIt("org.apache.hadoop.ipc.Client", Level.WARN));
        assertFalse(LateLogging.isWorthIt("io.heddle.core.security.Tls", Level.INFO));
        assertFalse(LateLogging.isWorthIt("org.apache.hadoop.ipc.Client", Level.INFO));
        assertFalse(LateLogging.isWorthIt("org.apache.hadoop.util.NativeCodeLoader", Level.WARN));
    }

    @Test
    void whatAUsersProgramSaysIsWorthStartingFor() {
        assertTrue(LateLogging.isWorthIt("org.example.WordCount", Level.INFO));
        assertFalse(LateLogging.isWorthIt("org.example.WordCount", Level.DEBUG));
    }

    @Test
    void aContainerStartsForWhatItsLevelAsksFor() {
        assertTrue(LateLogging.isWorthIt("io.heddle.worker.WorkerMain", Level.INFO, Level.INFO));
        assertFalse(LateLogging.isWorthIt("io.heddle.worker.WorkerMain", Level.DEBUG, Level.INFO));
        assertTrue(LateLogging.isWorthIt("org.example.WordCount", Level.DEBUG, Level.DEBUG));
        assertFalse(LateLogging.isWorthIt("org.apache.hadoop.ipc.Client", Level.INFO, Level.DEBUG));
    }

    @Test
    void aNameHasOneLogger() {
        LoggerContext context = new LateLogging().getContext("", null, null, false);
        assertSame(context.getLogger("org.example.A"), context.getLogger("org.example.A"));
        assertEquals("org.example.A", context.getLogger("org.example.A").getName());
    }

    @Test
    void theLibrarysLoggersTakeOverOnceItHasStarted() {
        LateLogging.start();

        LoggerContext context = new LateLogging().getContext("", null, null, false);
        assertEquals(
                LateLogging.library().getLogger("org.example.B").getLevel(),
                context.getLogger("org.example.B").getLevel());
    }
}
