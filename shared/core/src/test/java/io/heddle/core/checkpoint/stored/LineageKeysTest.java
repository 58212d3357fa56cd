package io.heddle.core.checkpoint.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageKeysTest {
    private static final String LINEAGE = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path home;

    private LineageKeys keysOf(String user) {
        return new LineageKeys(new LocalStorage(), home + "/" + user);
    }

    private static MetadataFile.Unverified signed(Secret key) throws IOException {
        CheckpointMetadata metadata = new CheckpointMetadata(
                new JobId(LINEAGE), "job", 5, 17, CheckpointKind.CHECKPOINT, 1, 2, LINEAGE, List.of());
        return MetadataFile.open(MetadataFile.write(metadata, key));
    }

    @Test
    void aKeyIsMadeOnceAndIsItsOwnersAlone() throws IOException {
        Secret key = keysOf("me").orNew(LINEAGE);
        assertTrue(signed(key).signedBy(keysOf("me").orNew(LINEAGE)));
        Path file = home.resolve("me/.heddle/keys/" + LINEAGE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void aMissingAndAForeignKeyAreToldApart() throws IOException {
        MetadataFile.Unverified file = signed(keysOf("me").orNew(LINEAGE));
        assertEquals(Optional.empty(), keysOf("me").objection(file));
        assertTrue(keysOf("you").objection(file).orElse("").contains("the key of its lineage is not at"));
        assertTrue(keysOf("me")
                .objection(signed(Secret.of(new byte[] {1})))
                .orElse("")
                .contains("its signature"));
    }
}
