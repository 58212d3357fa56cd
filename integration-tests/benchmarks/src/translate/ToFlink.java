import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the Flink twin of every pipeline by changing its imports and nothing else, which is also the proof that a program
 * moves over that way. Arguments: source folder, output folder, file of imports.
 */
final class ToFlink {
    private static final Pattern IMPORT = Pattern.compile("import (io\\.heddle\\.api\\.[a-z.]+([A-Z]\\w*));");

    private ToFlink() {}

    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Path.of(args[1]);
        Properties imports = new Properties();
        try (var in = Files.newInputStream(Path.of(args[2]))) {
            imports.load(in);
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> translate(file, to, imports));
        }
    }

    private static void translate(Path file, Path to, Properties imports) {
        try {
            String source = Files.readString(file);
            Matcher matcher = IMPORT.matcher(source);
            String translated = matcher.replaceAll(found -> {
                String flink = imports.getProperty(found.group(2));
                if (flink == null) {
                    throw new IllegalStateException("No import of Flink is known for " + found.group(1) + " in " + file);
                }
                return "import " + flink + ";";
            });
            translated = translated.replace("io.heddle.benchmarks.pipelines", "io.heddle.benchmarks.flink");
            Path target = to.resolve(file.getFileName());
            if (!Files.exists(target) || !Files.readString(target).equals(translated)) {
                Files.writeString(target, translated);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
