package io.heddle.client.deploy;

import io.heddle.client.submission.LocalFile;
import io.heddle.client.submission.SubmissionPlan;
import io.heddle.client.submission.SubmissionRequest;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.launch.ContainerNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that Heddle was unpacked into, and what of it goes into containers. */
public final class Installation {
    private static final String LOGGING = "log4j2-container.xml";

    private final ProcessEnvironment environment;
    private final KnownHashes hashes;
    private final Map<Path, LocalFile> hashed = new HashMap<>();

    public Installation(ProcessEnvironment environment) {
        this.environment = environment;
        this.hashes = KnownHashes.read(archives().resolve("hashes"));
    }

    /** The folder that bin/prepare has made for this Java and these libraries, if bin/heddle has found it. */
    private Path archives() {
        return Path.of(environment.variable("HEDDLE_CLASS_ARCHIVES").orElse("no-class-archives"));
    }

    /** Heddle's own files for the containers of one application. */
    public SubmissionRequest.Distribution distribution(List<Path> hadoopDirectories) {
        Path lib = home().resolve("lib");
        return new SubmissionRequest.Distribution(
                libraries(lib), classArchive(), logging(), hadoopFiles(hadoopDirectories));
    }

    private Path home() {
        return environment
                .variable("HEDDLE_HOME")
                .map(Path::of)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "Heddle's own folder is not known.",
                        "HEDDLE_HOME is not set.",
                        "Start the command through bin/heddle or bin/yarn-session.sh, which set it."));
    }

    /** The jars that masters and workers need, by name: the order in which their class archive was made. */
    private List<LocalFile> libraries(Path lib) {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (String list : List.of("am.classpath", "worker.classpath")) {
                for (String entry : Files.readString(lib.resolve(list)).strip().split("[:\\s]+", -1)) {
                    names.add(entry.substring(entry.lastIndexOf('/') + 1));
                }
            }
            names.remove("");
            for (String ownJar : List.of("heddle-yarn-am", "heddle-worker")) {
                names.add(ownJar(lib, ownJar));
            }
        } catch (IOException e) {
            throw broken(e.toString());
        }
        return names.stream()
                .map(name -> file(lib.resolve(name), ContainerNames.LIB_DIRECTORY + "/" + name))
                .toList();
    }

    private String ownJar(Path lib, String module) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(lib, module + "-[0-9]*.jar")) {
            for (Path jar : found) {
                return String.valueOf(jar.getFileName());
            }
        }
        throw broken(lib.resolve(module + "-*.jar") + " is missing");
    }

    private @Nullable LocalFile classArchive() {
        Path file = archives().resolve("containers.jsa");
        return Files.isRegularFile(file) ? file(file, ContainerNames.CLASS_ARCHIVE) : null;
    }

    private CommandFailure broken(String why) {
        return new CommandFailure(
                ExitCode.USAGE,
                "The installation in " + home() + " is incomplete.",
                why,
                "Unpack the distribution again, or build it: ./mvnw package -Pproduct");
    }

    /** Each file is read and hashed once, however many containers get it. */
    private LocalFile file(Path path, String link) {
        return hashed.computeIfAbsent(path, key -> hashes.file(key, link));
    }

    private String logging() {
        List<Path> candidates = Stream.of(
                        environment.variable("HEDDLE_CONF_DIR").map(Path::of), Optional.of(home().resolve("conf")))
                .flatMap(Optional::stream)
                .map(directory -> directory.resolve(LOGGING))
                .filter(Files::isRegularFile)
                .toList();
        try {
            if (!candidates.isEmpty()) {
                return Files.readString(candidates.get(0));
            }
            try (InputStream builtIn = Installation.class.getResourceAsStream("/" + LOGGING)) {
                return new String(required(builtIn).readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    private static InputStream required(@Nullable InputStream stream) {
        if (stream == null) {
            throw new IllegalStateException("our own jar holds " + LOGGING);
        }
        return stream;
    }

    private List<LocalFile> hadoopFiles(List<Path> directories) {
        List<LocalFile> files = new ArrayList<>();
        for (String name : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
            directories.stream()
                    .map(directory -> directory.resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .ifPresent(path -> files.add(file(path, SubmissionPlan.HADOOP_DIRECTORY + "/" + name)));
        }
        return List.copyOf(files);
    }

    /** What the user ships by yarn.ship-files and yarn.ship-archives. */
    public SubmissionRequest.UserFiles userFiles(Configuration configuration) {
        List<LocalFile> files = new ArrayList<>();
        for (String name : configuration.get(YarnSettings.SHIP_FILES)) {
            Path path = existing(name, YarnSettings.SHIP_FILES.key());
            if (Files.isDirectory(path)) {
                addDirectory(path, files);
            } else {
                files.add(file(path, path.getFileName().toString()));
            }
        }
        List<LocalFile> archives = new ArrayList<>();
        for (String name : configuration.get(YarnSettings.SHIP_ARCHIVES)) {
            Path path = existing(name, YarnSettings.SHIP_ARCHIVES.key());
            if (!path.getFileName().toString().matches(".*\\.(zip|jar|tar|tar\\.gz|tgz)")) {
                throw new CommandFailure(
                        ExitCode.REFUSED_BY_CHECK,
                        name + " is no archive that YARN can unpack.",
                        "",
                        "Use .zip, .jar, .tar, .tar.gz or .tgz; plain files and directories go under yarn.ship-files.");
            }
            archives.add(file(path, path.getFileName().toString()));
        }
        return new SubmissionRequest.UserFiles(List.copyOf(files), List.copyOf(archives));
    }

    private void addDirectory(Path directory, List<LocalFile> files) {
        Path base = directory.toAbsolutePath().normalize();
        try (Stream<Path> all = Files.walk(base)) {
            all.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(path -> files.add(file(
                            path,
                            base.getFileName() + "/" + base.relativize(path).toString())));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK, "Cannot read the directory " + directory + ".", e.toString(), "");
        }
    }

    private static Path existing(String name, String key) {
        Path path = Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
        if (!Files.exists(path)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no file " + name + ".",
                    "It is named by " + key + ".",
                    "Check the path.");
        }
        return path;
    }
}
