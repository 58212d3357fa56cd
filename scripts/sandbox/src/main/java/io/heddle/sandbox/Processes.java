package io.heddle.sandbox;

import io.heddle.core.storage.FileTree;
import io.heddle.core.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Starts and ends operating-system processes; each is known by its id, none by its name. */
final class Processes {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    /** A killed process ends for certain, but on a busy machine not at once. */
    private static final long KILLED_MS = 60_000;

    private final Layout layout;
    private final Path hadoopLib;
    private final Clock clock;

    Processes(Layout layout, Path hadoopLib, Clock clock) {
        this.layout = layout;
        this.hadoopLib = hadoopLib;
        this.clock = clock;
    }

    Process start(Daemon daemon) throws IOException {
        List<String> command = daemon.command(java(), layout, hadoopLib);
        if (Files.isExecutable(SETSID)) {
            // A session of its own: closing the terminal or Ctrl-C in it does not reach the daemon.
            command.add(0, SETSID.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(layout.dir().toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(log(daemon.name()).toFile()));
        builder.environment().put("HADOOP_CONF_DIR", daemon.conf().toString());
        builder.environment().putIfAbsent("JAVA_HOME", javaHome().toString());
        Process process = builder.start();
        pidFile(daemon.name()).write(process.toHandle());
        return process;
    }

    Path log(String daemon) {
        return layout.logs().resolve(daemon + ".log");
    }

    PidFile pidFile(String daemon) {
        return new PidFile(layout.pids().resolve(daemon + ".pid"));
    }

    /** What runs inside the NodeManagers' containers: their descendants, and what a dead NodeManager left behind. */
    Set<ProcessHandle> containers(Collection<ProcessHandle> nodeManagers) throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (ProcessHandle nodeManager : nodeManagers) {
            nodeManager.descendants().forEach(found::add);
        }
        if (!Files.isDirectory(layout.dir())) {
            return found;
        }
        found.addAll(working(layout.dir().toRealPath()));
        try (Stream<Path> nodes = Files.list(layout.dir())) {
            for (Path node : nodes.filter(path -> path.getFileName().toString().startsWith("node-"))
                    .toList()) {
                found.addAll(left(node.resolve("local").resolve("nmPrivate")));
            }
        }
        return found;
    }

    /** Processes whose working directory is a container's; a NodeManager that was killed and started again forgets them. */
    private static Set<ProcessHandle> working(Path dir) {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        ProcessHandle.allProcesses().forEach(process -> {
            Path link = Path.of("/proc", Long.toString(process.pid()), "cwd");
            try {
                Path at = Files.readSymbolicLink(link);
                boolean inNode = at.startsWith(dir)
                        && at.getNameCount() > dir.getNameCount()
                        && at.getName(dir.getNameCount()).toString().startsWith("node-");
                if (inNode) {
                    found.add(process);
                }
            } catch (IOException | UnsupportedOperationException | SecurityException notOurs) {
                // It has ended, belongs to somebody else, or this system does not tell: then it is found by its pid
                // file.
            }
        });
        return found;
    }

    private static Set<ProcessHandle> left(Path nmPrivate) throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (Path file : FileTree.files(nmPrivate)) {
            if (file.toString().endsWith(".pid")) {
                owner(file).ifPresent(process -> {
                    found.add(process);
                    process.descendants().forEach(found::add);
                });
            }
        }
        return found;
    }

    /** Who wrote the file, if it still runs. */
    private static Optional<ProcessHandle> owner(Path pidFile) throws IOException {
        String pid;
        long writtenMs;
        try {
            pid = Files.readString(pidFile).strip();
            writtenMs = Files.getLastModifiedTime(pidFile).toMillis();
        } catch (NoSuchFileException ended) {
            // Its NodeManager cleans up behind a container.
            return Optional.empty();
        }
        if (pid.isEmpty() || !pid.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        // The container's first process writes its own pid as it starts: a later process of the same id is not it.
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info()
                        .startInstant()
                        .map(at -> Math.abs(at.toEpochMilli() - writtenMs) < 5000)
                        .orElse(false));
    }

    /** Asks all to end, waits, kills those that did not, and returns once all are gone. */
    void end(Collection<ProcessHandle> processes, long graceMs) {
        processes.forEach(ProcessHandle::destroy);
        awaitEnd(processes, graceMs);
        processes.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes, KILLED_MS);
    }

    /** Waits up to {@code limitMs} milliseconds for all to be gone. */
    void awaitEnd(Collection<ProcessHandle> processes, long limitMs) {
        long deadlineMs = clock.monotonicMs() + limitMs;
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(Math.max(1, deadlineMs - clock.monotonicMs()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException stillThere) {
                // The next one gets what is left of the time.
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The java that runs us runs the daemons too. */
    private static String java() {
        return ProcessHandle.current()
                .info()
                .command()
                .orElseThrow(() -> new IllegalStateException("the operating system does not tell which java runs"));
    }

    private static Path javaHome() {
        Path bin = Path.of(java()).toAbsolutePath().getParent();
        Path home = bin == null ? null : bin.getParent();
        if (home == null) {
            throw new IllegalStateException(java() + " is not the bin/java of a JDK");
        }
        return home;
    }
}
