package io.heddle.core.usercode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.plan.Artifact;
import io.heddle.core.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
    private static final byte[] CONTENT = "a jar".getBytes(UTF_8);

    @TempDir
    Path directory;

    private Path remote;
    private Artifacts artifacts;

    @BeforeEach
    void setUp() throws IOException {
        remote = Files.write(directory.resolve("remote.jar"), CONTENT);
        artifacts = new Artifacts(new LocalStorage(), directory.resolve("local"));
    }

    private Artifact artifact(byte[] content) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new Artifact(Artifact.Kind.JAR, "job.jar", remote.toString(), hash, content.length);
    }

    @Test
    void aFileIsFetchedOnce() throws Exception {
        Path local = artifacts.fetch(artifact(CONTENT));
        assertArrayEquals(CONTENT, Files.readAllBytes(local));
        Files.delete(remote);
        assertEquals(local, artifacts.fetch(artifact(CONTENT)));
    }

    @Test
    void anotherContentIsRefusedAndLeavesNothing() throws Exception {
        Artifact expected = artifact("another jar".getBytes(UTF_8));
        IOException failure = assertThrows(IOException.class, () -> artifacts.fetch(expected));
        assertTrue(failure.getMessage().contains("not what was submitted"), failure.getMessage());
        try (var left = Files.list(directory.resolve("local").resolve(expected.sha256()))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aPlanWithoutHashIsRefused() {
        Artifact unnamed = new Artifact(Artifact.Kind.JAR, "job.jar", remote.toString(), "", 5);
        assertThrows(IOException.class, () -> artifacts.fetch(unnamed));
    }
}
