package io.heddle.client.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.client.submission.LocalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHashesTest {
    @TempDir
    Path directory;

    @Test
    void aHashCountsAsLongAsLengthAndTimeAreWhatTheyWere() throws IOException {
        Path jar = directory.resolve("a b.jar");
        Files.writeString(jar, "abc");
        Files.setLastModifiedTime(jar, FileTime.from(1000, TimeUnit.SECONDS));
        Path notes = directory.resolve("hashes");
        Files.write(notes, List.of("noted 3 1000 " + jar));
        assertEquals("noted", KnownHashes.read(notes).file(jar, "lib/a.jar").sha256());

        Files.setLastModifiedTime(jar, FileTime.from(1001, TimeUnit.SECONDS));
        assertEquals(
                LocalFile.of(jar, "lib/a.jar"), KnownHashes.read(notes).file(jar, "lib/a.jar"), "the time changed");
    }

    @Test
    void notesThatCannotBeReadKnowNothing() throws IOException {
        Path jar = directory.resolve("a.jar");
        Files.writeString(jar, "abc");
        Path notes = directory.resolve("hashes");
        assertEquals(LocalFile.of(jar, "a"), KnownHashes.read(notes).file(jar, "a"), "there are none");
        Files.write(notes, List.of("x y z " + jar));
        assertEquals(LocalFile.of(jar, "a"), KnownHashes.read(notes).file(jar, "a"), "they are damaged");
    }
}
