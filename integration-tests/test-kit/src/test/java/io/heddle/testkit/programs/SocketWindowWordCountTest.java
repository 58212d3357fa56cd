package io.heddle.testkit.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.examples.streaming.SocketWindowWordCount;
import io.heddle.testkit.MiniClusterExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first program of all books: text from a socket, counted in windows of ten seconds, printed. */
@Timeout(600)
class SocketWindowWordCountTest {
    private static final Pattern COUNT = Pattern.compile("\\(([a-z]+),([0-9]+)\\)");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);

    /** What is printed, until as many words are counted as were sent. */
    private static final class Printed extends OutputStream {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final int words;
        private final CompletableFuture<Map<String, Integer>> all = new CompletableFuture<>();

        Printed(int words) {
            this.words = words;
        }

        @Override
        public void write(int each) {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            text.write(bytes, offset, length);
            Map<String, Integer> counts = new TreeMap<>();
            // A window may end between two words, so the parts are added up.
            for (Matcher found = COUNT.matcher(text.toString(StandardCharsets.UTF_8)); found.find(); ) {
                counts.merge(found.group(1), Integer.valueOf(found.group(2)), Integer::sum);
            }
            if (counts.values().stream().mapToInt(Integer::intValue).sum() >= words) {
                all.complete(counts);
            }
        }
    }

    /** Sends a text, and hangs up when its words are counted: windows of processing time end by the clock alone. */
    private static void serve(ServerSocket server, String text, Printed printed) {
        try (Socket client = server.accept();
                OutputStream out = client.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            printed.all.join();
        } catch (IOException e) {
            printed.all.completeExceptionally(e);
        }
    }

    @Test
    void wordsOfASocketAreCountedAndPrinted() throws Exception {
        Printed printed = new Printed(6);
        PrintStream before = System.out;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            CompletableFuture<Void> served =
                    CompletableFuture.runAsync(() -> serve(server, "to be or\nnot to be\n", printed));
            SocketWindowWordCount.main(new String[] {
                "--hostname", server.getInetAddress().getHostAddress(), "--port", String.valueOf(server.getLocalPort())
            });
            served.join();
        } finally {
            System.setOut(before);
        }
        assertEquals(Map.of("be", 2, "not", 1, "or", 1, "to", 2), printed.all.getNow(Map.of()));
    }
}
