package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.connector.FileSystem;
import io.heddle.api.connector.SimpleStringSchema;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.RichSinkFunction;
import io.heddle.api.tuple.Tuple2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every built-in sink that gives no promise of exactly-once. */
@Timeout(600)
class SinksTest {
    @Test
    void textAndCsvFiles(@TempDir Path directory) throws Exception {
        StreamExecutionEnvironment env = environment(1);
        env.fromData("a", "b").writeAsText(directory.resolve("text").toString());
        env.fromData(Tuple2.of("x", 1), Tuple2.of("y", 2))
                .writeAsCsv(directory.resolve("csv").toString(), FileSystem.WriteMode.OVERWRITE, "\n", ";");
        env.fromSequence(1, 100)
                .setParallelism(2)
                .writeAsText(directory.resolve("many").toString())
                .setParallelism(2);
        env.execute("files");
        assertEquals("a\nb\n", Files.readString(directory.resolve("text")));
        assertEquals("x;1\ny;2\n", Files.readString(directory.resolve("csv")));
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve("many"))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertEquals(100, lines.size());

        env.fromData("c").writeAsText(directory.resolve("text").toString());
        Exception exists = assertThrows(Exception.class, () -> env.execute("again"));
        assertTrue(exists.toString().contains("OVERWRITE"), exists.toString());
    }

    @Test
    void printed() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(print);
            StreamExecutionEnvironment env = environment(1);
            env.fromData("hello").print("id");
            env.fromData("all").print();
            env.execute("print");
        } finally {
            System.setOut(before);
        }
        assertEquals(
                List.of("all", "id> hello"),
                sorted(bytes.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.equals("all") || line.contains("hello"))
                        .toList()));
    }

    @Test
    void toASocket() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> {
                try (Socket peer = server.accept()) {
                    return new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            StreamExecutionEnvironment env = environment(2);
            env.fromData("a\n", "b\n").writeToSocket("localhost", server.getLocalPort(), new SimpleStringSchema());
            env.execute("socket");
            assertEquals("a\nb\n", got.get());
        }
    }

    /** Keeps what it is given where the test sees it. */
    static final class Keeping extends RichSinkFunction<Long> {
        static final Queue<Object> GOT = new ConcurrentLinkedQueue<>();

        @Override
        public void invoke(Long value, Context context) {
            GOT.add(value);
        }

        @Override
        public void finish() {
            GOT.add("finished");
        }

        @Override
        public void close() {
            GOT.add("closed");
        }
    }

    @Test
    void sinkFunctions() throws Exception {
        Keeping.GOT.clear();
        StreamExecutionEnvironment env = environment(1);
        env.fromSequence(1, 3).addSink(new Keeping());
        env.fromSequence(1, 3).sinkTo(new DiscardingSink<>());
        env.execute("functions");
        assertEquals(List.<Object>of(1L, 2L, 3L, "finished", "closed"), List.copyOf(Keeping.GOT));
    }
}
