package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Flink on the same cluster, to measure beside: the jars that the profile flink-on-yarn of the build has put together, Flink's own
 * command lines in processes of their own, its client and master on YARN. Its shell scripts are not there; they would first start
 * another JVM to read the configuration.
 */
final class Flink {
    static final String SESSION_MASTER = "org.apache.flink.yarn.entrypoint.YarnSessionClusterEntrypoint";
    private static final String COMMANDS = "org.apache.flink.client.cli.CliFrontend";
    private static final String SESSIONS = "org.apache.flink.yarn.cli.FlinkYarnSessionCli";
    /** As in the configuration that Flink is delivered with, for Java 17. */
    private static final String OPENS = Stream.of(
                    "java.lang",
                    "java.net",
                    "java.io",
                    "java.nio",
                    "sun.nio.ch",
                    "java.lang.reflect",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks")
            .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
            .collect(Collectors.joining(" "));

    private static final String LOGGING = """
        rootLogger.level = INFO
        rootLogger.appenderRef.file.ref = file
        appender.file.name = file
        appender.file.type = File
        appender.file.fileName = ${sys:log.file}
        appender.file.layout.type = PatternLayout
        appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
        """;
    /** Flink's commands say by their log which application they have made. */
    private static final String SAYING = """
        logger.yarn.name = org.apache.flink.yarn
        logger.yarn.level = INFO
        logger.yarn.appenderRef.console.ref = console
        appender.console.name = console
        appender.console.type = Console
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %m%n
        """;

    private final Cluster cluster;
    private final Path home;
    private final Path conf;

    private Flink(Cluster cluster, Path home, Path conf) {
        this.cluster = cluster;
        this.home = home;
        this.conf = conf;
    }

    /** With these settings besides those that it needs on this cluster. */
    static Flink on(Cluster cluster, Map<String, String> settings) throws IOException {
        Path home = Path.of("../flink-on-yarn/target/flink").toAbsolutePath().normalize();
        assertTrue(
                Files.exists(home.resolve("programs.jar")),
                "no Flink in " + home + ": run scripts/bench, or build with -Pflink-on-yarn");
        Path conf = Files.createTempDirectory(cluster.scratch(), "flink-conf");
        Map<String, String> all = new LinkedHashMap<>();
        // Without the prefix it is YARN's own setting; the containers get their node's configuration and Hadoop's jars.
        all.put("flink.yarn.application.classpath", "$HADOOP_CONF_DIR," + String.join(",", hadoop(cluster)));
        all.put("yarn.properties-file.location", conf.toString());
        all.put("env.java.opts.all", OPENS);
        all.put("jobmanager.memory.process.size", "1024m");
        // State is on the heap here.
        all.put("taskmanager.memory.managed.fraction", "0.0");
        all.putAll(settings);
        Files.writeString(
                conf.resolve("config.yaml"),
                all.entrySet().stream()
                        .map(setting -> setting.getKey() + ": \"" + setting.getValue() + "\"\n")
                        .collect(Collectors.joining()));
        Files.writeString(conf.resolve("log4j.properties"), LOGGING);
        Files.writeString(conf.resolve("log4j-cli.properties"), LOGGING + SAYING);
        return new Flink(cluster, home, conf);
    }

    /** A Hadoop client's jars, from the sandbox. */
    private static List<String> hadoop(Cluster cluster) throws IOException {
        return jars(cluster.hadoopLibraries()).stream()
                .filter(jar -> Path.of(jar)
                        .getFileName()
                        .toString()
                        .matches("(hadoop-client-(api|runtime)|jcl-over-slf4j)-.*"))
                .toList();
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** The twins of our programs, by the same class names. */
    Path programs() {
        return home.resolve("programs.jar");
    }

    Path libraries() {
        return home.resolve("lib");
    }

    /** As {@code bin/flink} is called. */
    Outcome command(String... arguments) {
        return run(COMMANDS, arguments);
    }

    /** Starts a session with what the settings say; gives its application id. */
    String session() {
        return run(SESSIONS, "-d").exits(0).application();
    }

    private Outcome run(String mainClass, String... arguments) {
        try {
            List<String> classPath = new ArrayList<>(jars(libraries()));
            classPath.addAll(hadoop(cluster));
            classPath.add(cluster.sandbox().confDir().toString());
            List<String> command = new ArrayList<>(List.of(OPENS.split(" ")));
            command.add("-Dlog.file=" + conf.resolve("client.log"));
            command.add("-Dlog4j.configurationFile=" + conf.resolve("log4j-cli.properties"));
            command.add("-cp");
            command.add(String.join(File.pathSeparator, classPath));
            command.add(mainClass);
            command.addAll(List.of(arguments));
            return cluster.java(
                    Map.of(
                            "FLINK_CONF_DIR",
                            conf.toString(),
                            "FLINK_LIB_DIR",
                            libraries().toString()),
                    command);
        } catch (IOException failure) {
            return fail(failure);
        }
    }
}
