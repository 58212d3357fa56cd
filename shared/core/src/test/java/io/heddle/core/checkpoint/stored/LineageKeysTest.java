package io.heddle.core.checkpoint.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.ForwardingStorage;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    void aForgottenKeyIsGoneUnlessItIsKept() throws IOException {
        Secret key = keysOf("me").orNew(LINEAGE);
        keysOf("me").forget(LINEAGE);
        assertTrue(keysOf("me").objection(signed(key)).isPresent());
        assertEquals(List.of(), names());

        Secret another = keysOf("me").orNew(LINEAGE);
        keysOf("me").keep(LINEAGE);
        keysOf("me").keep(LINEAGE);
        keysOf("me").forget(LINEAGE);
        assertEquals(Optional.empty(), keysOf("me").objection(signed(another)));
    }

    /** Somebody goes on with the lineage in the moment in which its first job takes its key away. */
    @Test
    void aKeyThatIsKeptWhileItIsForgottenComesBack() throws IOException {
        Secret key = keysOf("me").orNew(LINEAGE);
        new LineageKeys(new Renaming(new LocalStorage(), () -> keysOf("me").keep(LINEAGE)), home + "/me")
                .forget(LINEAGE);
        assertEquals(Optional.empty(), keysOf("me").objection(signed(key)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("me/.heddle/keys"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
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

    private interface Happening {
        void happen() throws IOException;
    }

    /** Something happens whenever a file has another name. */
    private static final class Renaming extends ForwardingStorage {
        private final Happening then;

        Renaming(Storage storage, Happening then) {
            super(storage);
            this.then = then;
        }

        @Override
        public void rename(String from, String to) throws IOException {
            super.rename(from, to);
            then.happen();
        }
    }
}
