package io.heddle.core.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory of this machine with all that is in it, while others may change it. */
public final class FileTree {
    /** A writer that still adds files is at its end, or goes on for ever: more attempts would not help. */
    private static final int ATTEMPTS = 16;

    private FileTree() {}

    /**
     * Deletes {@code root}, a directory or a file, and all below it. What others delete at the same time, and a root
     * that is not there, are no error.
     *
     * @throws IOException if something stands against it, or if others go on adding files
     */
    public static void delete(Path root) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.walkFileTree(root, new Deletion());
                return;
            } catch (DirectoryNotEmptyException added) {
                if (attempt == ATTEMPTS) {
                    throw added;
                }
            }
        }
    }

    /**
     * The files below {@code root} that are there now, in no order; links are files, and {@code root} itself is one if it
     * is no directory. What others delete at the same time may be among them or not. Empty if there is no root.
     *
     * @throws IOException if something cannot be read
     */
    public static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new Walk() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Passes over what is gone when it comes to it. */
    private static class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static final class Deletion extends Walk {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
