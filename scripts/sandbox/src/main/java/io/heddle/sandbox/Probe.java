package io.heddle.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Asks a daemon whether it serves. */
record Probe(SandboxOptions options, Ports ports) {
    private static final int TIMEOUT_MS = 2000;
    /** For what is done once and must not fail because the machine is busy. */
    private static final int WORK_TIMEOUT_MS = 60_000;

    boolean ready(Daemon daemon) {
        try {
            if (daemon.name().startsWith(Daemon.NODE_MANAGER)) {
                return get(daemon.name() + ".http", "/ws/v1/node/info").contains("\"nodeHealthy\":true");
            }
            return switch (daemon.name()) {
                case Daemon.NAME_NODE -> {
                    String state = get("namenode.http", "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState");
                    yield state.contains("\"Operational\"") && positive(state, "NumLiveDataNodes", 1);
                }
                case Daemon.DATA_NODE -> accepts("datanode");
                case Daemon.RESOURCE_MANAGER ->
                    positive(get("resourcemanager.http", "/ws/v1/cluster/metrics"), "activeNodes", options.nodes());
                case Daemon.ZOOKEEPER -> accepts("zookeeper");
                default -> throw new IllegalArgumentException("no probe for " + daemon.name());
            };
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Makes a folder in HDFS, open to all if {@code shared}; needs no client library. */
    void makeHdfsFolder(String path, String user, boolean shared) throws IOException {
        String query = "?op=MKDIRS&user.name=" + user + "&permission=" + (shared ? "1777" : "755");
        HttpURLConnection call = open("namenode.http", "/webhdfs/v1" + path + query);
        call.setRequestMethod("PUT");
        call.setReadTimeout(WORK_TIMEOUT_MS);
        String answer = text(call);
        if (!answer.contains("true")) {
            throw new IOException("HDFS did not make " + path + ": " + answer);
        }
    }

    private static boolean positive(String json, String field, int least) {
        var found = Pattern.compile("\"" + field + "\"\\s*:\\s*(\\d+)").matcher(json);
        return found.find() && Integer.parseInt(found.group(1)) >= least;
    }

    private boolean accepts(String port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.port(port)), TIMEOUT_MS);
            return true;
        }
    }

    private String get(String port, String path) throws IOException {
        return text(open(port, path));
    }

    private HttpURLConnection open(String port, String path) throws IOException {
        var url = URI.create("http://" + ports.address(port) + path).toURL();
        HttpURLConnection call = (HttpURLConnection) url.openConnection();
        call.setConnectTimeout(TIMEOUT_MS);
        call.setReadTimeout(TIMEOUT_MS);
        call.setRequestProperty("Accept", "application/json");
        return call;
    }

    private static String text(HttpURLConnection call) throws IOException {
        try (InputStream in = call.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            call.disconnect();
        }
    }
}
