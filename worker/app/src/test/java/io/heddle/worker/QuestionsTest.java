package io.heddle.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.Epoch;
import io.heddle.core.control.QueryKind;
import io.heddle.core.control.ToWorker;
import io.heddle.core.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
    @TempDir
    Path logs;

    private final MemorySampler memory = new MemorySampler(new SettableClock(5), () -> 0, () -> 0);
    private Questions questions;

    @BeforeEach
    void setUp() throws IOException {
        Files.writeString(logs.resolve("taskmanager.log"), "0123456789");
        questions = new Questions(logs, memory);
    }

    private String ask(QueryKind kind, String argument, long offset, int length) throws IOException {
        return new String(questions.answer(new ToWorker.Query(Epoch.NONE, 1, kind, argument, offset, length)), UTF_8);
    }

    @Test
    void aLogIsReadFromAnOffsetOrFromItsEnd() throws IOException {
        assertEquals("345", ask(QueryKind.LOG_READ, "taskmanager.log", 3, 3));
        assertEquals("89", ask(QueryKind.LOG_READ, "taskmanager.log", -1, 2));
        assertEquals("0123456789", ask(QueryKind.LOG_READ, "taskmanager.log", -1, 100));
        assertEquals("", ask(QueryKind.LOG_READ, "taskmanager.log", 99, 5));
    }

    @Test
    void nothingOutsideTheLogDirectoryIsRead() {
        assertThrows(IOException.class, () -> ask(QueryKind.LOG_READ, "../secret", 0, 10));
        assertThrows(IOException.class, () -> ask(QueryKind.LOG_READ, "/etc/passwd", 0, 10));
    }

    @Test
    void logsThreadsAndMemoryAreJson() throws IOException {
        assertTrue(ask(QueryKind.LOG_LIST, "", 0, 0).contains("\"taskmanager.log\""));
        assertTrue(ask(QueryKind.THREAD_DUMP, "", 0, 0).contains("aLog")
                || ask(QueryKind.THREAD_DUMP, "", 0, 0).contains("QuestionsTest"));
        assertEquals("[]", ask(QueryKind.METRICS, "", 0, 0));
        memory.sample();
        assertTrue(ask(QueryKind.METRICS, "", 0, 0).contains("Status.Process.Memory.Rss"));
    }

    @Test
    void theKernelsFiguresAreInKilobytes() {
        assertEquals(2048, MemorySampler.kilobytes("   2 kB"));
    }
}
