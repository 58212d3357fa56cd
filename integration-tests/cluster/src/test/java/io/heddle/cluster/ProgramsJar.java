package io.heddle.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The tests' programs in a jar, as a user would bring them. */
final class ProgramsJar {
    private ProgramsJar() {}

    static Path write(Path jar) throws IOException {
        Path classes = Path.of(URI.create(ProgramsJar.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return of(classes, classes.resolve("io/heddle/cluster/programs"), jar);
    }

    /** A jar of the files below {@code folder}, named from {@code root} on. */
    static Path of(Path root, Path folder, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path file : files) {
                entries.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
