package io.heddle.conventions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The files of the repository as they stand on disk, without what builds leave behind. */
record Tree(Path root, List<Path> files) {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode");

    /** The checkout this test runs in. */
    static Tree ofThisCheckout() throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("mvnw"))) {
            Path up = at.getParent();
            if (up == null) {
                throw new IOException("no mvnw above " + Path.of("").toAbsolutePath());
            }
            at = up;
        }
        return of(at);
    }

    static Tree of(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                boolean skip = !dir.equals(root) && NOT_OURS.contains(String.valueOf(dir.getFileName()));
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // In a linked worktree .git is a file.
                if (attributes.isRegularFile() && !NOT_OURS.contains(String.valueOf(file.getFileName()))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(Comparator.naturalOrder());
        return new Tree(root, found);
    }

    List<Path> java() {
        return files.stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    /** Java sources that ship, as opposed to tests. */
    List<Path> mainJava() {
        return java().stream()
                .filter(file -> name(file).contains("src/main/java/"))
                .toList();
    }

    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Text as Latin-1, so that every byte is a character and nothing fails to decode. */
    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
