import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the Flink twins of programs by changing their imports and nothing else, which is also the proof that a program
 * moves over that way. Arguments: source folder or file, output folder, file of imports, their package, the twins' package.
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
        try (Stream<Path> files = Files.walk(from, 1)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> translate(file, to, imports, args[3], args[4]));
        }
    }

    private static void translate(Path file, Path to, Properties imports, String ours, String twins) {
        try {
            String source = Files.readString(file);
            Matcher matcher = IMPORT.matcher(source);
            String translated = matcher.replaceAll(found -> {
                String flink = imports.getProperty(found.group(2));
                if (flink == null) {
                    throw new IllegalStateException(
                            "No import of Flink is known for " + found.group(1) + " in " + file);
                }
                return "import " + flink + ";";
            });
            translated = translated.replace(ours, twins);
            Path target = to.resolve(file.getFileName());
            if (!Files.exists(target) || !Files.readString(target).equals(translated)) {
                Files.writeString(target, translated);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
