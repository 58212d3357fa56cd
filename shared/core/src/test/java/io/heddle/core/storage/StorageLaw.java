package io.heddle.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every storage must do; a test of an implementation extends this and says where it may write. */
public abstract class StorageLaw {
    protected abstract Storage storage();

    /** An absolute path of a directory of this test's own, which need not exist. */
    protected abstract String root();

    private String path(String name) {
        return root() + "/" + name;
    }

    @Test
    void aClosedFileHoldsWhatWasWritten() throws IOException {
        try (OutputStream out = storage().create(path("new/file"))) {
            out.write("hello".getBytes(UTF_8));
        }
        assertArrayEquals("hello".getBytes(UTF_8), storage().read(path("new/file")));
        try (InputStream in = storage().open(path("new/file"), 3)) {
            assertArrayEquals("lo".getBytes(UTF_8), in.readAllBytes());
        }
    }

    @Test
    void aFileIsNeverReplaced() throws IOException {
        storage().writeAtomically(path("once"), new byte[] {1});
        assertThrows(FileAlreadyExistsException.class, () -> storage().writeAtomically(path("once"), new byte[] {2}));
        assertThrows(
                FileAlreadyExistsException.class,
                () -> storage().create(path("once")).close());
        assertArrayEquals(new byte[] {1}, storage().read(path("once")));
    }

    @Test
    void anAtomicWriteLeavesNoDraftBehind() throws IOException {
        storage().writeAtomically(path("drafts/one"), new byte[0]);
        assertThrows(
                FileAlreadyExistsException.class, () -> storage().writeAtomically(path("drafts/one"), new byte[9]));
        assertEquals(
                List.of("one"),
                storage().list(path("drafts")).stream().map(StoredFile::name).toList());
    }

    @Test
    void whatIsNotThereSaysSo() throws IOException {
        assertFalse(storage().exists(path("nothing")));
        assertThrows(NoSuchFileException.class, () -> storage().read(path("nothing")));
        assertEquals(List.of(), storage().list(path("nothing")));
        storage().delete(path("nothing"));
    }

    @Test
    void aListingIsInNameOrderWithFullPaths() throws IOException {
        storage().writeAtomically(path("list/b"), new byte[] {1, 2});
        storage().writeAtomically(path("list/a"), new byte[] {1});
        storage().writeAtomically(path("list/c/deeper"), new byte[] {1});
        List<StoredFile> entries = storage().list(path("list"));
        assertEquals(
                List.of(path("list/a"), path("list/b"), path("list/c")),
                entries.stream().map(StoredFile::path).toList());
        assertEquals(
                List.of(1L, 2L, 0L), entries.stream().map(StoredFile::length).toList());
        assertTrue(entries.get(2).directory());
    }

    @Test
    void aRenameNeverReplaces() throws IOException {
        storage().writeAtomically(path("from"), new byte[] {1});
        storage().writeAtomically(path("taken"), new byte[] {2});
        assertThrows(FileAlreadyExistsException.class, () -> storage().rename(path("from"), path("taken")));
        storage().rename(path("from"), path("elsewhere/to"));
        assertFalse(storage().exists(path("from")));
        assertArrayEquals(new byte[] {1}, storage().read(path("elsewhere/to")));
        assertArrayEquals(new byte[] {2}, storage().read(path("taken")));
    }

    @Test
    void deletingADirectoryTakesAllInIt() throws IOException {
        storage().writeAtomically(path("tree/a/b"), new byte[] {1});
        storage().delete(path("tree"));
        assertFalse(storage().exists(path("tree/a/b")));
        assertFalse(storage().exists(path("tree")));
    }

    @Test
    void aPrivateDirectoryMayExistAlready() throws IOException {
        storage().makePrivateDirectory(path("deep/private"));
        storage().makePrivateDirectory(path("deep/private"));
        storage().writeAtomically(path("deep/private/file"), new byte[] {1});
        assertTrue(storage().exists(path("deep/private/file")));
    }
}
