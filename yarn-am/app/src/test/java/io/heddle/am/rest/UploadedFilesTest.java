package io.heddle.am.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.core.storage.LocalStorage;
import io.heddle.core.transport.http.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadedFilesTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    Path base;

    private UploadedFiles files() {
        return new UploadedFiles(new LocalStorage(), base.toString());
    }

    @Test
    void aFileIsFoundByItsHash() throws IOException {
        Path file = base.resolve(".heddle/cache").resolve(HASH);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a jar");
        assertEquals(Map.of("uri", base + "/.heddle/cache/" + HASH), files().find(HASH));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertEquals(404, assertThrows(Refusal.class, () -> files().find(HASH)).status());
    }

    @Test
    void nothingButAHashIsLookedFor() {
        for (String other :
                new String[] {"..", "", HASH.toUpperCase(java.util.Locale.ROOT), HASH + "0", "../" + HASH}) {
            assertEquals(
                    400, assertThrows(Refusal.class, () -> files().find(other)).status(), other);
        }
    }
}
