package io.heddle.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several tasks of a worker start from the same files. */
class FetchesTest {
    private static final Fetches.Bytes BYTES = new Fetches.Bytes("/ck/shared/w1-chk-7", 100, 5);
    private static final Fetches.Bytes OTHERS = new Fetches.Bytes("/ck/shared/w1-chk-7", 105, 5);

    @TempDir
    Path directory;

    private final Fetches fetches = new Fetches();

    private Path file(String task) {
        return directory.resolve(task);
    }

    private static Fetches.Fetch of(String content) {
        return file -> Files.writeString(file, content);
    }

    private static Fetches.Fetch never() {
        return file -> fail(file + " is fetched again");
    }

    private static Fetches.Fetch broken() {
        return file -> {
            throw new IOException("the storage is away");
        };
    }

    @Test
    void the_same_bytes_are_fetched_once() throws IOException {
        assertFalse(fetches.place(BYTES, file("a"), of("state")));
        assertTrue(fetches.place(BYTES, file("b"), never()));
        assertEquals("state", Files.readString(file("b")));
        assertFalse(fetches.place(OTHERS, file("c"), of("other")), "the file goes on with other bytes");
    }

    @Test
    void a_file_that_is_gone_is_fetched_again_and_shared_again() throws IOException {
        fetches.place(BYTES, file("a"), of("state"));
        Files.delete(file("a"));
        assertFalse(fetches.place(BYTES, file("b"), of("state")));
        assertTrue(fetches.place(BYTES, file("c"), never()));
    }

    @Test
    void what_failed_for_one_is_tried_by_the_next() throws IOException {
        assertThrows(IOException.class, () -> fetches.place(BYTES, file("a"), broken()));
        assertFalse(fetches.isUnderWay(BYTES));
        assertFalse(fetches.place(BYTES, file("b"), of("state")));
    }

    @Test
    void what_is_forgotten_is_fetched_again() throws IOException {
        fetches.place(BYTES, file("a"), of("state"));
        fetches.forget();
        assertFalse(fetches.place(BYTES, file("b"), of("state")));
    }

    @Test
    void whoever_comes_meanwhile_waits_for_nobody() throws IOException {
        fetches.place(BYTES, file("a"), file -> {
            assertTrue(fetches.isUnderWay(BYTES));
            assertFalse(fetches.isUnderWay(OTHERS));
            assertFalse(fetches.place(BYTES, file("b"), of("state")));
            assertTrue(fetches.isUnderWay(BYTES), "the first is not done yet");
            Files.writeString(file, "state");
        });
        assertFalse(fetches.isUnderWay(BYTES));
        assertTrue(fetches.place(BYTES, file("c"), never()));
        assertEquals("state", Files.readString(file("c")));
    }
}
