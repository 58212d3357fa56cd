package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.heddle.sandbox.Sandbox;
import io.heddle.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real cluster and the distribution's commands, used as a user uses them: processes, exit codes, text. The cluster is a
 * sandbox of the tests' own, or the one that runs in the folder that {@code -Dcluster.sandbox} names, which stays up.
 */
final class Cluster implements AutoCloseable {
    /** The main class of masters. */
    static final String MASTER = "io.heddle.am.AmMain";

    /** Seconds for what happens for certain, but late on a busy machine. */
    static final int PATIENCE_S = 600;

    private final Path home;
    private final Sandbox sandbox;
    private final boolean borrowed;
    private final Path scratch;

    Cluster() throws IOException {
        home = Path.of("../../target/heddle").toAbsolutePath().normalize();
        assertTrue(
                Files.isExecutable(home.resolve("bin/heddle")),
                "no distribution in " + home + ": run these tests with ./mvnw verify, or package first");
        Path target = Path.of("target").toAbsolutePath();
        scratch = Files.createDirectories(target.resolve("scratch"));
        Files.deleteIfExists(scratch.resolve("programs.jar"));
        String running = System.getProperty("cluster.sandbox", "");
        borrowed = !running.isEmpty();
        Path dir = borrowed ? Path.of(running) : target.resolve("sandbox");
        SandboxOptions options = SandboxOptions.in(dir, hadoopLibraries());
        sandbox = borrowed ? Sandbox.running(options) : Sandbox.start(options);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Where the distribution has its own jars and those it needs. */
    Path libraries() {
        return home.resolve("lib");
    }

    /** Where the sandbox has Hadoop's jars. */
    Path hadoopLibraries() {
        return home.resolve("sandbox/lib");
    }

    Path scratch() {
        return scratch;
    }

    Path example(String name) {
        return home.resolve("examples").resolve(name);
    }

    /** A jar with everything in {@code io.heddle.cluster.programs}. */
    Path programs() {
        try {
            Path jar = scratch.resolve("programs.jar");
            return Files.exists(jar) ? jar : ProgramsJar.write(jar);
        } catch (IOException failure) {
            return fail(failure);
        }
    }

    static String program(String name) {
        return "io.heddle.cluster.programs." + name;
    }

    /** What the files of a folder in HDFS hold, as sorted lines. */
    List<String> lines(String folder) {
        return hdfs("dfs", "-cat", folder, folder + "/*").out().lines().sorted().toList();
    }

    /** The full URI of something in the user's home in HDFS, as programs name it. */
    static String home(String name) {
        return "hdfs:///user/" + System.getProperty("user.name") + "/" + name;
    }

    Outcome heddle(String... args) {
        return run(home.resolve("bin/heddle"), "", Map.of(), args);
    }

    Outcome heddleWith(Map<String, String> environment, String... args) {
        return run(home.resolve("bin/heddle"), "", environment, args);
    }

    Outcome session(String input, String... args) {
        return run(home.resolve("bin/yarn-session.sh"), input, Map.of(), args);
    }

    Outcome hdfs(String... args) {
        return run(home.resolve("sandbox/bin/hdfs"), "", Map.of(), args);
    }

    /** Questions about HDFS that cost no process. */
    Hdfs files() {
        return new Hdfs(sandbox.address("namenode.http"));
    }

    Outcome yarn(String... args) {
        return run(home.resolve("sandbox/bin/yarn"), "", Map.of(), args);
    }

    /** A program that is not of the distribution. */
    Outcome java(Map<String, String> environment, List<String> arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return run(java, "", environment, arguments.toArray(String[]::new));
    }

    /** Starts a command that the test goes on beside; ends it when closed. */
    Running begin(String... args) {
        return start(home.resolve("bin/heddle"), "", Map.of(), args);
    }

    private Outcome run(Path program, String input, Map<String, String> environment, String... args) {
        try (Running running = start(program, input, environment, args)) {
            return running.await(PATIENCE_S);
        }
    }

    private Running start(Path program, String input, Map<String, String> environment, String... args) {
        try {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(args));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("HADOOP_CONF_DIR", sandbox.confDir().toString());
            environment.forEach((name, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            Path in = Files.createTempFile(scratch, "in", ".txt");
            Files.writeString(in, input);
            Path out = Files.createTempFile(scratch, "out", ".txt");
            Path err = Files.createTempFile(scratch, "err", ".txt");
            builder.redirectInput(in.toFile());
            builder.redirectOutput(out.toFile());
            builder.redirectError(err.toFile());
            return new Running(
                    program.getFileName() + " " + String.join(" ", args), builder.start(), out, err, this::end);
        } catch (IOException failure) {
            return fail(failure);
        }
    }

    /** A command under way. */
    record Running(String command, Process process, Path out, Path err, Consumer<String> ending)
            implements AutoCloseable {
        Outcome await(int seconds) {
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    return fail("'" + command + "' still runs after " + seconds + " s: " + soFar());
                }
                return soFar();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return fail(stop);
            }
        }

        /** What it has said until now; the exit code is -1 while it runs. */
        Outcome soFar() {
            try {
                int code = process.isAlive() ? -1 : process.exitValue();
                return new Outcome(
                        command,
                        code,
                        Files.readString(out, StandardCharsets.UTF_8),
                        Files.readString(err, StandardCharsets.UTF_8));
            } catch (IOException failure) {
                return fail(failure);
            }
        }

        /** The application id it has named. */
        String application() {
            return soFar().application();
        }

        boolean named() {
            return soFar().namesApplication();
        }

        /** A command that is cut short leaves no application behind either. */
        @Override
        public void close() {
            if (process.isAlive() && named()) {
                ending.accept(application());
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void end(String application) {
        yarn("application", "-kill", application);
    }

    /** Java processes of an application whose command line has {@code mainClass}. */
    List<ProcessHandle> processes(String application, String mainClass) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> {
                        String line = commandLine(process);
                        return line.contains(mainClass)
                                && line.contains(application)
                                && line.split("\0", -1)[0].endsWith("java");
                    })
                    .toList();
        }
    }

    /** The workers of an application, by their processes. */
    List<ProcessHandle> workers(String application) {
        return processes(application, "io.heddle.worker.WorkerMain");
    }

    /** The master of an application, by its process. */
    List<ProcessHandle> masters(String application) {
        return processes(application, MASTER);
    }

    /** Kills a daemon of the sandbox; {@link io.heddle.sandbox.Sandbox#restart} brings it back. */
    void killDaemon(String name) throws IOException {
        ProcessHandle daemon = sandbox.daemons().get(name).orElseThrow();
        daemon.destroyForcibly();
        until(name + " is gone", 10, () -> !daemon.isAlive());
    }

    /** The NodeManager that has started a container's process. */
    ProcessHandle nodeManagerOf(ProcessHandle process) throws IOException {
        Map<String, Optional<ProcessHandle>> daemons = sandbox.daemons();
        Optional<ProcessHandle> above = process.parent();
        while (above.isPresent() && !daemons.containsValue(above)) {
            above = above.get().parent();
        }
        return above.orElseGet(() -> fail("no NodeManager of the sandbox is above process " + process.pid()));
    }

    /** What YARN has collected of an application's logs; waits until it has. */
    Outcome logsOf(String application) {
        until(
                "logs of " + application,
                PATIENCE_S,
                () -> yarn("logs", "-applicationId", application).out().contains("jobmanager.log"));
        return yarn("logs", "-applicationId", application).exits(0);
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** State and final status of an application, as YARN reports them, such as {@code FINISHED SUCCEEDED}. */
    String state(String application) {
        Outcome status = yarn("application", "-status", application).exits(0);
        return field(status.out(), "State") + " " + field(status.out(), "Final-State");
    }

    String diagnostics(String application) {
        return yarn("application", "-status", application).exits(0).out();
    }

    private static String field(String text, String name) {
        Matcher found =
                Pattern.compile("^\\s*" + name + " : (\\S+)", Pattern.MULTILINE).matcher(text);
        return found.find() ? found.group(1) : "?";
    }

    /** The application of that name that YARN knows. */
    String applicationNamed(String name) {
        return yarn("application", "-list", "-appStates", "ALL")
                .exits(0)
                .out()
                .lines()
                .filter(line -> line.contains("\t" + name + "\t") || line.contains(" " + name + "\t"))
                .map(line -> line.substring(0, line.indexOf('\t')).strip())
                .findFirst()
                .orElseGet(() -> fail("YARN knows no application named " + name));
    }

    /** Asks every 200 ms until it is so, at most so long. */
    void until(String what, int seconds, BooleanSupplier so) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not so after " + seconds + " s: " + what);
            }
            pause(200);
        }
    }

    /** The same, until there is an answer. */
    <T> T await(String what, int seconds, Supplier<Optional<T>> answer) {
        AtomicReference<Optional<T>> found = new AtomicReference<>(Optional.empty());
        until(what, seconds, () -> {
            found.set(answer.get());
            return found.get().isPresent();
        });
        return found.get().orElseThrow();
    }

    void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            fail(stop);
        }
    }

    /** Nothing of the application is left: no process, no staging directory. */
    void assertNothingLeftOf(String application) {
        until(
                "no process of " + application,
                PATIENCE_S,
                () -> processes(application, "io.heddle").isEmpty());
        until(
                "no staging directory of " + application,
                PATIENCE_S,
                () -> !files().names(".heddle").contains(application));
    }

    @Override
    public void close() throws IOException {
        if (!borrowed) {
            sandbox.close();
        }
    }
}
