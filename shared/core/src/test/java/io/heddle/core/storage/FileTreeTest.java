package io.heddle.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path directory;

    @Test
    void deletesAllThatIsInIt() throws IOException {
        Path tree = grown(3);

        FileTree.delete(tree);

        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(directory));
    }

    @Test
    void deletesAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        FileTree.delete(file);

        assertFalse(Files.exists(file));
    }

    @Test
    void aTreeThatIsNotThereIsDeletedAlready() throws IOException {
        FileTree.delete(directory.resolve("never"));

        assertTrue(Files.exists(directory));
    }

    @Test
    void leavesWhatALinkPointsAt() throws IOException {
        Path kept = Files.writeString(directory.resolve("kept"), "x");
        Path tree = grown(1);
        Files.createSymbolicLink(tree.resolve("link"), kept);

        FileTree.delete(tree);

        assertEquals("x", Files.readString(kept));
    }

    @Test
    void twoMayDeleteTheSameTree() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path tree = grown(100);

            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> deleted(tree));
            FileTree.delete(tree);
            other.join();

            assertFalse(Files.exists(tree));
        }
    }

    @Test
    void listsTheFilesOfAllBranches() throws IOException {
        Path tree = grown(2);
        Path link = Files.createSymbolicLink(tree.resolve("link"), directory);

        Set<Path> files = Set.copyOf(FileTree.files(tree));

        assertEquals(Set.of(tree.resolve("branch-0/leaf"), tree.resolve("branch-1/leaf"), link), files);
        assertEquals(List.of(link), FileTree.files(link));
    }

    @Test
    void aTreeThatIsNotThereHasNoFiles() throws IOException {
        assertEquals(List.of(), FileTree.files(directory.resolve("never")));
    }

    @Test
    void listsWhatIsLeftWhileAnotherDeletes() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path tree = grown(100);

            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> deleted(tree));
            List<Path> seen = FileTree.files(tree);
            other.join();

            assertEquals(seen.size(), Set.copyOf(seen).size());
            assertTrue(seen.stream().allMatch(file -> file.endsWith("leaf")), seen::toString);
            assertEquals(List.of(), FileTree.files(tree));
        }
    }

    private static void deleted(Path tree) {
        try {
            FileTree.delete(tree);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path grown(int branches) throws IOException {
        Path tree = directory.resolve("tree");
        for (int branch = 0; branch < branches; branch++) {
            Path each = Files.createDirectories(tree.resolve("branch-" + branch));
            Files.writeString(each.resolve("leaf"), "x");
        }
        return tree;
    }
}
