package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** ZooKeeper servers of one quorum on this machine, each its own process. */
final class ZooKeepers implements AutoCloseable {
    private static final String SERVER = "org.apache.hadoop.shaded.org.apache.zookeeper.server.quorum.QuorumPeerMain";
    private static final String CLIENT = "org.apache.zookeeper.ZooKeeperMain";
    private static final int PATIENCE_S = 120;

    private final Cluster cluster;
    private final List<Integer> ports;
    private final List<Process> servers = new ArrayList<>();

    private ZooKeepers(Cluster cluster, List<Integer> ports) {
        this.cluster = cluster;
        this.ports = ports;
    }

    static ZooKeepers start(Cluster cluster, int count) throws IOException {
        Path home = Files.createTempDirectory(cluster.scratch(), "zookeepers");
        List<Integer> free = freePorts(3 * count);
        ZooKeepers all = new ZooKeepers(cluster, free.subList(0, count));
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < count; i++) {
            members.append("server.%d=127.0.0.1:%d:%d;127.0.0.1:%d%n"
                    .formatted(i + 1, free.get(count + i), free.get(2 * count + i), free.get(i)));
        }
        for (int i = 1; i <= count; i++) {
            Path data = Files.createDirectories(home.resolve("data-" + i));
            Files.writeString(data.resolve("myid"), Integer.toString(i));
            Path settings = Files.writeString(home.resolve(i + ".cfg"), """
                tickTime=2000
                initLimit=30
                syncLimit=15
                admin.enableServer=false
                dataDir=%s
                %s\
                """.formatted(data, members));
            all.servers.add(java(
                    cluster.hadoopLibraries(),
                    SERVER,
                    List.of(settings.toString()),
                    home.resolve("server-" + i + ".log")));
        }
        for (int port : all.ports) {
            cluster.until("ZooKeeper listens on " + port, PATIENCE_S, () -> listens(port));
        }
        return all;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket each : held) {
                each.close();
            }
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Process java(Path libraries, String main, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                libraries + "/*",
                main));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** As {@code high-availability.zookeeper.quorum} takes them. */
    String addresses() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** The quorum's leader or one that follows, as it happens. */
    void killOne() {
        servers.get(servers.size() - 1).destroyForcibly();
    }

    /**
     * What a node holds, as ZooKeeper's own command line prints it. That dials one of the servers, which may be the one that
     * was killed, and gives up: so it is asked again.
     */
    String node(String path) {
        return cluster.await(
                "an answer about " + path,
                PATIENCE_S,
                () -> Optional.of(asked(path)).filter(answer -> !answer.contains("ConnectionLoss")));
    }

    private String asked(String path) {
        try {
            return told(path);
        } catch (IOException failure) {
            return fail(failure);
        }
    }

    private String told(String path) throws IOException {
        Path answer = Files.createTempFile(cluster.scratch(), "node", ".txt");
        Process asking = java(cluster.libraries(), CLIENT, List.of("-server", addresses(), "get", path), answer);
        try {
            if (!asking.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                return fail("no answer about " + path);
            }
            return Files.readString(answer, StandardCharsets.UTF_8);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return fail(stop);
        } finally {
            asking.destroyForcibly();
        }
    }

    @Override
    public void close() {
        servers.forEach(Process::destroyForcibly);
    }
}
