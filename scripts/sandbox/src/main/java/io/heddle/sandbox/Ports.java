package io.heddle.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every port of a sandbox by name; all on the loopback interface. */
record Ports(Map<String, Integer> byName) {
    static final String HOST = "127.0.0.1";
    // Below the ports that the system gives to outgoing connections, which could take one before the daemon does.
    private static final int LOWEST_FREE = 10_000;
    private static final int HIGHEST_FREE = 32_000;
    private static final int MOST_TRIES = 1000;

    Ports {
        byName = Map.copyOf(byName);
    }

    /** The names and Hadoop's usual ports of a sandbox with that many NodeManagers. */
    static Map<String, Integer> wanted(SandboxOptions options) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("namenode", 8020);
        wanted.put("namenode.http", 9870);
        wanted.put("datanode", 9866);
        wanted.put("datanode.http", 9864);
        wanted.put("datanode.ipc", 9867);
        wanted.put("resourcemanager", 8032);
        wanted.put("resourcemanager.scheduler", 8030);
        wanted.put("resourcemanager.tracker", 8031);
        wanted.put("resourcemanager.admin", 8033);
        wanted.put("resourcemanager.http", 8088);
        for (int node = 1; node <= options.nodes(); node++) {
            wanted.put("nodemanager-" + node, 45453 + node);
            wanted.put("nodemanager-" + node + ".http", 8041 + node);
            wanted.put("nodemanager-" + node + ".localizer", 0);
            wanted.put("nodemanager-" + node + ".collector", 0);
        }
        if (options.zookeeper()) {
            wanted.put("zookeeper", 2181);
        }
        return wanted;
    }

    /** The same names without a wish. */
    static Map<String, Integer> anywhere(Map<String, Integer> wanted) {
        Map<String, Integer> free = new LinkedHashMap<>(wanted);
        free.replaceAll((name, port) -> 0);
        return free;
    }

    /**
     * Takes the wanted port where it is free and any free one elsewhere; all are held until all are chosen.
     *
     * @param others ports that are somebody else's even if they look free
     */
    static Ports choose(Map<String, Integer> wanted, Set<Integer> others) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        Random random = new Random();
        Map<String, Integer> chosen = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Integer> want : wanted.entrySet()) {
                ServerSocket socket = want.getValue() == 0 ? null : bound(want.getValue(), others);
                for (int tries = 0; socket == null; tries++) {
                    if (tries == MOST_TRIES) {
                        throw new IOException("no free port on " + HOST + " for " + want.getKey());
                    }
                    socket = bound(LOWEST_FREE + random.nextInt(HIGHEST_FREE - LOWEST_FREE), others);
                }
                held.add(socket);
                chosen.put(want.getKey(), socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return new Ports(chosen);
    }

    private static @Nullable ServerSocket bound(int port, Set<Integer> others) throws IOException {
        if (others.contains(port)) {
            return null;
        }
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException taken) {
            socket.close();
            return null;
        }
    }

    int port(String name) {
        Integer port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("this sandbox has no port named " + name);
        }
        return port;
    }

    String address(String name) {
        return HOST + ":" + port(name);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        byName.forEach((name, port) -> properties.setProperty(name, Integer.toString(port)));
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, "ports of this sandbox");
        }
    }

    static Ports read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, Integer> byName = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            byName.put(name, Integer.valueOf(properties.getProperty(name)));
        }
        return new Ports(byName);
    }
}
