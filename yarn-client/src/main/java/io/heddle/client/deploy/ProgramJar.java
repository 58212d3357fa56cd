package io.heddle.client.deploy;

import io.heddle.client.submission.LocalFile;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.fault.Problem;
import io.heddle.core.usercode.ResolveOrder;
import io.heddle.core.usercode.UserCodeClassLoader;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A user's program: its jars and the class whose main method builds the job.
 *
 * @param jars the program's own first, then those of pipeline.jars
 * @param classPath URLs that exist on every machine
 */
public record ProgramJar(String mainClass, List<LocalFile> jars, List<String> classPath) {
    /** Opens the jar and finds the main class; anything unusable ends the command. */
    public static ProgramJar open(String jar, Optional<String> chosenClass, Configuration configuration) {
        List<LocalFile> jars = new ArrayList<>();
        Path path = existing(jar);
        String mainClass = mainClass(path, chosenClass);
        jars.add(LocalFile.of(path, path.getFileName().toString()));
        for (String further : configuration.get(ExecutionSettings.JARS)) {
            Path file =
                    existing(further.startsWith("file:") ? URI.create(further).getPath() : further);
            jars.add(LocalFile.of(file, file.getFileName().toString()));
        }
        return new ProgramJar(mainClass, List.copyOf(jars), configuration.get(ExecutionSettings.CLASSPATHS));
    }

    private static Path existing(String jar) {
        Path path = Path.of(jar);
        if (!Files.isRegularFile(path)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no jar " + jar + ".",
                    Files.isDirectory(path) ? "It is a directory." : "",
                    "Give the path of your program's jar after the options: heddle run [OPTIONS] JAR [ARGUMENTS]");
        }
        return path;
    }

    private static String mainClass(Path path, Optional<String> chosen) {
        try (JarFile jar = new JarFile(path.toFile())) {
            String name = chosen.or(() -> named(jar)).orElseThrow(() -> missing(path, jar));
            if (chosen.isPresent() && jar.getEntry(name.replace('.', '/') + ".class") == null) {
                throw new CommandFailure(
                        ExitCode.REFUSED_BY_CHECK, "The class " + name + " is not in " + path + ".", "", nameOne(jar));
            }
            return name;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED_BY_CHECK,
                    new Problem(
                            "The jar " + path + " cannot be read.",
                            e.toString(),
                            "Build it again; 'jar tf " + path + "' must list its classes."),
                    e);
        }
    }

    private static Optional<String> named(JarFile jar) {
        try {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return Optional.empty();
            }
            return Stream.of("Main-Class", "program-class")
                    .map(manifest.getMainAttributes()::getValue)
                    .filter(value -> value != null && !value.isBlank())
                    .map(String::strip)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static CommandFailure missing(Path path, JarFile jar) {
        return new CommandFailure(
                ExitCode.REFUSED_BY_CHECK,
                "The main class of " + path + " is not known.",
                "Its manifest has no Main-Class.",
                nameOne(jar));
    }

    private static String nameOne(JarFile jar) {
        List<String> names = jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("META-INF/"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .sorted()
                .toList();
        String list =
                names.size() > 8 ? String.join(", ", names.subList(0, 8)) + " and others" : String.join(", ", names);
        return "Name it with -c CLASS" + (names.isEmpty() ? "." : "; the jar holds " + list + ".");
    }

    /** A loader for the program's classes in this process. */
    UserCodeClassLoader classLoader(Configuration configuration, ClassLoader parent) {
        List<URL> urls = new ArrayList<>();
        for (LocalFile jar : jars) {
            urls.add(url(jar.path().toUri().toString()));
        }
        classPath.forEach(entry -> urls.add(url(entry)));
        List<String> parentFirst = new ArrayList<>(UserCodeClassLoader.PARENT_FIRST);
        parentFirst.addAll(configuration.get(ClusterSettings.PARENT_FIRST_ADDITIONAL));
        ResolveOrder order = switch (configuration.get(ClusterSettings.CLASSLOADER_ORDER)) {
            case CHILD_FIRST -> ResolveOrder.CHILD_FIRST;
            case PARENT_FIRST -> ResolveOrder.PARENT_FIRST;
        };
        return new UserCodeClassLoader(urls, parent, order, parentFirst);
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    new Problem(
                            "'" + text + "' is no URL for the class path (-C).",
                            String.valueOf(e.getMessage()),
                            "Write for example file:///opt/lib/driver.jar; it must exist on every machine."),
                    e);
        }
    }
}
