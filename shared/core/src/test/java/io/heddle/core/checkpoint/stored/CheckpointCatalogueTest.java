package io.heddle.core.checkpoint.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.CheckpointMetadata;
import io.heddle.core.checkpoint.metadata.MetadataFile;
import io.heddle.core.plan.JobId;
import io.heddle.core.security.Secret;
import io.heddle.core.storage.ForwardingStorage;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCatalogueTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");

    private interface Listing {
        List<StoredFile> of(String directory) throws IOException;
    }

    /** This machine's files, with directories that hold what the test says. */
    private static final class Listed extends ForwardingStorage {
        private final Listing listing;

        Listed(Listing listing) {
            super(new LocalStorage());
            this.listing = listing;
        }

        @Override
        public List<StoredFile> list(String directory) throws IOException {
            return listing.of(directory);
        }
    }

    @TempDir
    private Path directory;

    private final Map<String, IOException> unread = new TreeMap<>();

    private void checkpoint(String path, long completedMs) throws IOException {
        CheckpointMetadata metadata = new CheckpointMetadata(
                JOB, "clicks", 0, completedMs, CheckpointKind.CHECKPOINT, 0, completedMs, JOB.hex(), List.of());
        new LocalStorage()
                .writeAtomically(
                        directory + "/" + path + "/" + MetadataFile.NAME,
                        MetadataFile.write(metadata, Secret.of(new byte[] {1})));
    }

    private List<String> relative(List<StoredCheckpoint> found) {
        return found.stream()
                .map(each -> each.directory().substring(directory.toString().length() + 1))
                .toList();
    }

    private List<String> farBelow(Storage storage) throws IOException {
        return relative(new CheckpointCatalogue(storage).farBelow(directory.toString(), unread::put));
    }

    @Test
    void whatJobsWriteIsFoundHoweverFarAboveTheNamedDirectoryIs() throws IOException {
        checkpoint("ck/" + JOB.hex() + "/chk-1", 1);
        checkpoint("sp/savepoint-012345-1-2", 2);
        checkpoint("users/me/prod/ck/" + JOB.hex() + "/chk-3", 3);
        checkpoint("ck/" + JOB.hex() + "/shared/chk-4", 4);
        checkpoint("ck/" + JOB.hex() + "/taskowned/chk-5", 5);
        checkpoint("ck/" + JOB.hex() + "/chk-1/chk-6", 6);
        assertEquals(
                List.of(
                        "users/me/prod/ck/" + JOB.hex() + "/chk-3",
                        "sp/savepoint-012345-1-2",
                        "ck/" + JOB.hex() + "/chk-1"),
                farBelow(new LocalStorage()));
        assertEquals(Map.of(), unread);
    }

    @Test
    void whereJobsAreOnlyTheirLayoutCounts() throws IOException {
        checkpoint(JOB.hex() + "/chk-1", 1);
        checkpoint("savepoint-012345-1-2", 2);
        checkpoint("elsewhere/" + JOB.hex() + "/chk-3", 3);
        CheckpointCatalogue catalogue = new CheckpointCatalogue(new LocalStorage());
        assertEquals(
                List.of("savepoint-012345-1-2", JOB.hex() + "/chk-1"),
                relative(catalogue.below(directory.toString(), unread::put)));
        assertEquals(
                List.of(2L, 1L),
                catalogue.named("clicks", List.of(directory + "/")).stream()
                        .map(each -> each.heading().completedMs())
                        .toList());
    }

    @Test
    void aDirectoryThatNobodyMayLookIntoIsToldOf() throws IOException {
        checkpoint("mine/" + JOB.hex() + "/chk-1", 1);
        checkpoint("theirs/" + JOB.hex() + "/chk-2", 2);
        Storage guarded = new Listed(path -> {
            if (path.endsWith("/theirs")) {
                throw new IOException("permission denied");
            }
            return new LocalStorage().list(path);
        });
        assertEquals(List.of("mine/" + JOB.hex() + "/chk-1"), farBelow(guarded));
        assertEquals("permission denied", unread.get(directory + "/theirs").getMessage());
        assertThrows(
                IOException.class,
                () -> new CheckpointCatalogue(guarded).farBelow(directory + "/theirs", unread::put),
                "what was named must be readable");
    }

    @Test
    void aTreeWithoutEndIsNotGoneThrough() throws IOException {
        List<String> asked = new ArrayList<>();
        Storage endless = new Listed(path -> {
            asked.add(path);
            return IntStream.range(0, 10)
                    .mapToObj(i -> new StoredFile(path + "/" + i, true, 0, 0))
                    .toList();
        });
        assertEquals(List.of(), farBelow(endless));
        assertEquals(10_000, asked.size());
        assertEquals(1, unread.size());
    }

    @Test
    void theSlashOfARootStays() {
        assertEquals("/", CheckpointCatalogue.withoutSlash("/"));
        assertEquals("hdfs://nn/", CheckpointCatalogue.withoutSlash("hdfs://nn/"));
        assertEquals("file:///", CheckpointCatalogue.withoutSlash("file:///"));
        assertEquals("hdfs://nn/ck", CheckpointCatalogue.withoutSlash("hdfs://nn/ck/"));
        assertEquals("/ck", CheckpointCatalogue.withoutSlash("/ck/" + MetadataFile.NAME));
    }
}
