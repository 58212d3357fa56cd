package io.heddle.cluster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Real text out of this repository, and its words counted without Heddle. */
final class Texts {
    private static final Pattern WORD = Pattern.compile("\\w+");

    private Texts() {}

    static String license() throws IOException {
        return Files.readString(Path.of("../../LICENSE"), StandardCharsets.UTF_8);
    }

    /** The license, again and again, numbered, until the file has about so many bytes. */
    static Path repeated(Path file, long bytes) throws IOException {
        String text = license();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long written = 0, round = 0; written < bytes; written += text.length(), round++) {
                out.write("round " + round % 1000 + "\n");
                out.write(text);
            }
        }
        return file;
    }

    static Map<String, Long> count(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(line -> {
                Matcher word = WORD.matcher(line.toLowerCase(Locale.ROOT));
                while (word.find()) {
                    counts.merge(word.group(), 1L, Long::sum);
                }
            });
        }
        return counts;
    }

    /** The lines that a word count must write for {@code file}, sorted. */
    static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        count(file).forEach((word, count) -> lines.add(word + " " + count));
        lines.sort(null);
        return lines;
    }
}
