package io.heddle.sandbox;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.storage.FileTree;
import io.heddle.core.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A running one-machine Hadoop. Closing it ends every process of it, containers included; HDFS data stays on disk. */
public final class Sandbox implements AutoCloseable {
    private static final long START_LIMIT_MS = 120_000;
    private static final int START_ATTEMPTS = 4;
    private static final long STOP_GRACE_MS = 10_000;

    private final SandboxOptions options;
    private final Layout layout;
    private final Ports ports;
    private final Processes processes;
    private final Clock clock;
    private final Consumer<String> progress;

    private Sandbox(SandboxOptions options, Ports ports, Clock clock, Consumer<String> progress) {
        this.options = options;
        this.layout = new Layout(options.dir());
        this.ports = ports;
        this.clock = clock;
        this.progress = progress;
        this.processes = new Processes(layout, options.hadoopLib(), clock);
    }

    /** Starts a sandbox and returns when HDFS takes blocks and every NodeManager takes containers. */
    public static Sandbox start(SandboxOptions options) {
        return start(options, Clock.system(), line -> {});
    }

    /** As {@link #start(SandboxOptions)}; {@code progress} is told of each daemon that became ready. */
    static Sandbox start(SandboxOptions options, Clock clock, Consumer<String> progress) {
        try {
            if (!Files.isDirectory(options.hadoopLib())) {
                throw problem(
                        "cannot start the sandbox",
                        "there is no folder " + options.hadoopLib() + " with Hadoop's jars",
                        "build the distribution (./mvnw package -Pproduct) or give --lib",
                        null);
            }
            Map<String, Integer> wanted = Ports.wanted(options);
            for (int attempt = 1; ; attempt++) {
                Sandbox sandbox =
                        new Sandbox(options, PortLeases.ofUser(user()).choose(options.dir(), wanted), clock, progress);
                try {
                    sandbox.launch();
                    return sandbox;
                } catch (HeddleException failure) {
                    // Somebody took a port between our look and the daemon's.
                    if (attempt == START_ATTEMPTS || !failure.problem().why().contains("BindException")) {
                        throw failure;
                    }
                    progress.accept("a port was taken meanwhile; starting again with others");
                    wanted = Ports.anywhere(wanted);
                }
            }
        } catch (IOException failure) {
            throw problem(
                    "cannot start the sandbox in " + options.dir(),
                    String.valueOf(failure.getMessage()),
                    "check that the folder can be written",
                    failure);
        }
    }

    /** The sandbox that runs in {@code dir} already; closing it stops it as well. */
    public static Sandbox running(SandboxOptions options) throws IOException {
        return existing(options, Clock.system(), line -> {})
                .orElseThrow(() -> new IOException("No sandbox was started in " + options.dir() + "."));
    }

    /** The sandbox that {@link #start} left in {@code dir}, if there is one, whether its processes live or not. */
    static Optional<Sandbox> existing(SandboxOptions options, Clock clock, Consumer<String> progress)
            throws IOException {
        Layout layout = new Layout(options.dir());
        if (!Files.exists(layout.ports())) {
            return Optional.empty();
        }
        Ports ports = Ports.read(layout.ports());
        int nodes = 0;
        while (ports.has(Daemon.NODE_MANAGER + (nodes + 1))) {
            nodes++;
        }
        SandboxOptions found = options.withNodes(nodes).withZookeeper(ports.has(Daemon.ZOOKEEPER));
        return Optional.of(new Sandbox(found, ports, clock, progress));
    }

    private void launch() throws IOException {
        prepareFolders();
        writeConfiguration();
        List<Daemon> daemons = Daemon.all(options, layout);
        long beganMs = clock.monotonicMs();
        boolean format = !Files.isDirectory(layout.nameNodeData().resolve("current"));
        Map<Daemon, Process> started = new LinkedHashMap<>();
        boolean ready = false;
        try {
            Process formatting = format ? processes.start(Daemon.formatting(layout)) : null;
            for (Daemon daemon : daemons) {
                if (formatting != null && daemon.name().equals(Daemon.NAME_NODE)) {
                    awaitFormat(formatting);
                }
                started.put(daemon, processes.start(daemon));
            }
            awaitReady(started, beganMs);
            Probe probe = new Probe(options, ports);
            probe.makeHdfsFolder("/user/" + user(), user(), false);
            probe.makeHdfsFolder("/tmp", user(), true);
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private void prepareFolders() throws IOException {
        // Applications of an earlier run must not come back to life, nor their work folders stay.
        FileTree.delete(layout.masterState());
        try (Stream<Path> old = Files.exists(layout.dir()) ? Files.list(layout.dir()) : Stream.empty()) {
            for (Path path : old.toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith("node-") || name.startsWith("conf-node-")) {
                    FileTree.delete(path);
                }
            }
        }
        FileTree.delete(layout.logs());
        for (Path folder :
                List.of(layout.conf(), layout.logs(), layout.pids(), layout.temporary(), layout.masterState())) {
            Files.createDirectories(folder);
        }
        for (int node = 1; node <= options.nodes(); node++) {
            Files.createDirectories(layout.nodeConf(node));
            Files.createDirectories(layout.nodeLocal(node));
            Files.createDirectories(layout.nodeLogs(node));
        }
    }

    private void writeConfiguration() throws IOException {
        HadoopConf conf = new HadoopConf(options, layout, ports);
        write(layout.conf(), conf.common());
        for (int node = 1; node <= options.nodes(); node++) {
            write(layout.nodeConf(node), conf.ofNode(node));
        }
        Files.writeString(layout.logging(), HadoopConf.logging());
        ports.write(layout.ports());
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private void awaitFormat(Process formatting) throws IOException {
        try {
            if (!formatting.waitFor(START_LIMIT_MS, TimeUnit.MILLISECONDS) || formatting.exitValue() != 0) {
                throw died("format");
            }
            processes.pidFile("format").delete();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw died("format");
        }
    }

    private void awaitReady(Map<Daemon, Process> started, long beganMs) throws IOException {
        Probe probe = new Probe(options, ports);
        List<Map.Entry<Daemon, Process>> waiting = new ArrayList<>(started.entrySet());
        while (!waiting.isEmpty()) {
            // Also of those that seem ready: it may be another process that answers on the port.
            for (Map.Entry<Daemon, Process> each : started.entrySet()) {
                if (!each.getValue().isAlive()) {
                    throw died(each.getKey().name());
                }
            }
            for (Map.Entry<Daemon, Process> entry : List.copyOf(waiting)) {
                if (probe.ready(entry.getKey())) {
                    waiting.remove(entry);
                    double seconds = (clock.monotonicMs() - beganMs) / 1000.0;
                    progress.accept(
                            "%-16s ready after %.1f s".formatted(entry.getKey().name(), seconds));
                }
            }
            if (!waiting.isEmpty()) {
                if (clock.monotonicMs() - beganMs > START_LIMIT_MS) {
                    throw late(waiting.get(0).getKey().name());
                }
                pause(waiting.get(0).getValue());
            }
        }
    }

    /** A short wait that ends at once when the process dies. */
    private void pause(Process process) throws IOException {
        try {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            if (ended) {
                progress.accept("a daemon ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the sandbox", stop);
        }
    }

    private HeddleException died(String daemon) throws IOException {
        return problem(
                "the " + daemon + " of the sandbox did not start",
                "it ended; the last lines of its log are:\n" + tail(processes.log(daemon)),
                "see " + processes.log(daemon),
                null);
    }

    private HeddleException late(String daemon) throws IOException {
        return problem(
                "the " + daemon + " of the sandbox is not ready after " + START_LIMIT_MS / 1000 + " s",
                "it runs but does not serve; the last lines of its log are:\n" + tail(processes.log(daemon)),
                "see " + processes.log(daemon),
                null);
    }

    private static String tail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "(no log)";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private static HeddleException problem(
            String what, String why, String mend, @org.jspecify.annotations.Nullable Throwable cause) {
        return new HeddleException(FaultCategory.EXTERNAL, new Problem(what, why, mend), cause);
    }

    /** The folder for HADOOP_CONF_DIR. */
    public Path confDir() {
        return layout.conf();
    }

    /** Address of a daemon's port, such as {@code resourcemanager.http} or {@code zookeeper}. */
    public String address(String port) {
        return ports.address(port);
    }

    /** The folder in which each daemon has its log file. */
    public Path logDir() {
        return layout.logs();
    }

    /** The folder in which NodeManager {@code node} (1, 2, ...) keeps the logs of running containers. */
    public Path containerLogDir(int node) {
        return layout.nodeLogs(node);
    }

    /** The live process of each daemon, by the daemon's name; a dead daemon has none. */
    public Map<String, Optional<ProcessHandle>> daemons() throws IOException {
        Map<String, Optional<ProcessHandle>> found = new LinkedHashMap<>();
        for (Daemon daemon : Daemon.all(options, layout)) {
            found.put(daemon.name(), processes.pidFile(daemon.name()).process());
        }
        return found;
    }

    /** Starts a daemon again that was killed, with its old ports and folders, and waits until it serves. */
    public void restart(String name) throws IOException {
        Daemon daemon = Daemon.all(options, layout).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no daemon named " + name));
        if (processes.pidFile(name).process().isPresent()) {
            throw new IllegalStateException(name + " still runs");
        }
        awaitReady(Map.of(daemon, processes.start(daemon)), clock.monotonicMs());
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> nodes = new ArrayList<>();
        List<ProcessHandle> rest = new ArrayList<>();
        for (Map.Entry<String, Optional<ProcessHandle>> daemon : daemons().entrySet()) {
            boolean node = daemon.getKey().startsWith(Daemon.NODE_MANAGER);
            daemon.getValue().ifPresent((node ? nodes : rest)::add);
        }
        processes.pidFile("format").process().ifPresent(rest::add);
        Set<ProcessHandle> containers = processes.containers(nodes);
        // NodeManagers go first: they end their containers and take leave of the ResourceManager, which they would
        // wait for in vain. A stopped (SIGSTOP) process ignores the request; the grace is short and then it is killed.
        processes.end(nodes, STOP_GRACE_MS);
        processes.end(containers, 2000);
        processes.end(rest, STOP_GRACE_MS);
        FileTree.delete(layout.pids());
        PortLeases.ofUser(user()).giveBack(options.dir());
    }

    private static String user() {
        return ProcessHandle.current().info().user().orElse("root");
    }
}
