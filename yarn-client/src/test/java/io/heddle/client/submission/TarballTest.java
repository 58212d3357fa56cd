package io.heddle.client.submission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private LocalFile file(String name, int length, Instant modified) throws IOException {
        Path path = directory.resolve(name);
        Files.write(path, new byte[length]);
        Files.setLastModifiedTime(path, FileTime.from(modified));
        return LocalFile.of(path, "lib/" + name);
    }

    @Test
    void holdsItsFilesWithTheTimesByWhichClassArchivesKnowThem() throws IOException {
        Tarball tarball = Tarball.of(List.of(file("a.jar", 513, BUILT), file("b.jar", 0, BUILT.plusSeconds(1))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tarball.writeTo(out);
        assertEquals(tarball.lengthBytes(), out.size(), "YARN and the cache compare lengths");
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            TarArchiveEntry first = in.getNextEntry();
            assertEquals("a.jar", first.getName());
            assertEquals(BUILT, first.getLastModifiedTime().toInstant());
            assertArrayEquals(new byte[513], in.readAllBytes());
            TarArchiveEntry second = in.getNextEntry();
            assertEquals("b.jar", second.getName());
            assertEquals(BUILT.plusSeconds(1), second.getLastModifiedTime().toInstant());
            assertNull(in.getNextEntry());
        }
    }

    @Test
    void isNamedAfterWhatItHolds() throws IOException {
        Tarball one = Tarball.of(List.of(file("a.jar", 10, BUILT)));
        assertEquals(one.sha256(), Tarball.of(List.of(file("a.jar", 10, BUILT))).sha256());
        assertNotEquals(
                one.sha256(), Tarball.of(List.of(file("a.jar", 11, BUILT))).sha256());
        assertNotEquals(
                one.sha256(),
                Tarball.of(List.of(file("a.jar", 11, BUILT.plusSeconds(1)))).sha256());
    }
}
