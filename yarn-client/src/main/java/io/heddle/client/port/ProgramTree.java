package io.heddle.client.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Copies the files of a program and changes the imports of its Java sources. */
public final class ProgramTree {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

    private ProgramTree() {}

    /**
     * What was done.
     *
     * @param sources how many Java sources there are
     * @param changed how many names were changed in them
     * @param missing the names without a counterpart, with file and line
     */
    public record Report(int sources, int changed, List<String> missing) {}

    /**
     * Copies a tree or a file; the sources must be in UTF-8.
     *
     * @param to does not exist yet; nor is it inside of what is copied
     * @throws IOException if something cannot be read or written
     */
    public static Report copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Set<String> own = new HashSet<>();
        for (Path file : files) {
            if (isSource(file)) {
                Matcher declared = PACKAGE.matcher(Files.readString(file));
                if (declared.find()) {
                    own.add(declared.group(1));
                }
            }
        }
        ImportChange change = new ImportChange(ApiNames.ofThisVersion(), own);
        List<String> missing = new ArrayList<>();
        int sources = 0;
        int changed = 0;
        for (Path file : files) {
            Path target = file.equals(from) ? to : to.resolve(from.relativize(file));
            Path directory = target.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (isSource(file)) {
                ImportChange.Result result = change.of(Files.readString(file));
                Files.writeString(target, result.text(), StandardCharsets.UTF_8);
                sources++;
                changed += result.changed();
                result.missing().forEach(each -> missing.add(file + ":" + each.line() + ": " + each.name()));
            } else {
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new Report(sources, changed, missing);
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java");
    }
}
