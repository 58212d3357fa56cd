package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The listening sockets of processes, and what a stranger hears who knocks there. */
final class Doors {
    private static final int PATIENCE_MS = 1500;
    private static final int TLS_ALERT = 21;

    private Doors() {}

    /** Ports that the process listens on, and where: {@code 0.0.0.0}, {@code ::} or an address, as the kernel writes it. */
    static Map<Integer, String> of(ProcessHandle process) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = linkOf(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        TreeMap<Integer, String> ports = new TreeMap<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                boolean listens = fields.length > 9 && fields[3].equals("0A");
                if (listens && inodes.contains(fields[9])) {
                    int colon = fields[1].lastIndexOf(':');
                    ports.put(Integer.parseInt(fields[1].substring(colon + 1), 16), fields[1].substring(0, colon));
                }
            }
        }
        return ports;
    }

    private static String linkOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** The bytes heard by one who says {@code words} in plain and waits. */
    static byte[] plain(int port, byte[] words) throws IOException {
        try (Socket socket = new Socket()) {
            // YARN's proxy may read the pages behind it, and on this machine it has the usual address of the loopback.
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            OutputStream out = socket.getOutputStream();
            out.write(words);
            out.flush();
            return socket.getInputStream().readNBytes(64);
        } catch (SocketTimeoutException silence) {
            return new byte[0];
        } catch (IOException refused) {
            return new byte[0];
        }
    }

    /** Whether those bytes are nothing, or no more than TLS's own "I do not understand". */
    static boolean saysNothing(byte[] heard) {
        return heard.length == 0 || (heard[0] == TLS_ALERT && heard.length <= 7);
    }

    /** What is heard inside TLS by one without the application's certificate, who says {@code words}. */
    static String insideTls(int port, byte[] words) {
        try (SSLSocket socket = (SSLSocket) trustingAll().getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.startHandshake();
            socket.getOutputStream().write(words);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        } catch (IOException refused) {
            return "";
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException failure) {
            return fail(failure);
        }
    }

    /** A stranger does not care whom he talks to. */
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
