package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.collect;
import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.FileProcessingMode;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.connector.TextInputFormat;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.RichParallelSourceFunction;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every built-in source, read to its end. */
@Timeout(600)
class SourcesTest {
    @Test
    void collectionsAndElements() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        assertEquals(List.of("1", "2", "3"), sorted(env.fromElements(1, 2, 3)));
        assertEquals(List.of("a", "b"), collect(env.fromCollection(List.of("a", "b"))));
        assertEquals(
                List.of("(a,1)"),
                sorted(env.fromCollection(List.of(Tuple2.of("a", 1)), Types.TUPLE(Types.STRING, Types.INT))));
        assertEquals(List.of(), collect(env.fromCollection(List.<String>of(), Types.STRING)));
    }

    @Test
    void sequencesAndGenerators() throws Exception {
        StreamExecutionEnvironment env = environment(3);
        List<Long> all = new ArrayList<>(collect(env.generateSequence(-5, 1000)));
        all.sort(null);
        assertEquals(LongStream.rangeClosed(-5, 1000).boxed().toList(), all);
        DataGeneratorSource<String> source =
                new DataGeneratorSource<>(n -> "r" + n, 20, RateLimiterStrategy.perSecond(2000), Types.STRING);
        assertEquals(
                sorted(LongStream.range(0, 20).mapToObj(n -> "r" + n).toList()),
                sorted(env.fromSource(source, WatermarkStrategy.noWatermarks(), "generator")));
    }

    @Test
    void textFilesDirectoriesAndCompressedOnes(@TempDir Path directory) throws Exception {
        StringBuilder text = new StringBuilder();
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            text.append("line ").append(i).append('\n');
            expected.add("line " + i);
        }
        Files.writeString(directory.resolve("plain.txt"), text);
        Files.createDirectories(directory.resolve("sub"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("sub/packed.gz")))) {
            out.write("packed 1\npacked 2".getBytes(StandardCharsets.UTF_8));
        }
        expected.addAll(List.of("packed 1", "packed 2"));
        StreamExecutionEnvironment env = environment(2);
        List<String> lines = collect(env.readTextFile(directory.toString()));
        assertEquals(expected.size(), lines.size());
        assertEquals(expected, new HashSet<>(lines));
        assertEquals(
                20_000,
                collect(env.readTextFile(directory.resolve("plain.txt").toUri().toString()))
                        .size());
        Exception missing = assertThrows(
                Exception.class,
                () -> collect(env.readTextFile(directory.resolve("nowhere").toString())));
        assertTrue(String.valueOf(missing).contains("nowhere"), missing.toString());
    }

    @Test
    void aWatchedDirectoryIsReadUntilTheJobIsCancelled(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("one"), "first\n");
        StreamExecutionEnvironment env = environment(1);
        String path = directory.toString();
        try (CloseableIterator<String> lines = env.readFile(
                        new TextInputFormat(path), path, FileProcessingMode.PROCESS_CONTINUOUSLY, 20)
                .executeAndCollect("watch")) {
            assertEquals("first", lines.next());
            Files.writeString(directory.resolve(".two"), "second\n");
            Files.move(directory.resolve(".two"), directory.resolve("two"));
            assertEquals("second", lines.next());
        }
    }

    @Test
    void textFromASocket() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket peer = server.accept()) {
                    peer.getOutputStream().write("to be\r\nor not\nend".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertEquals(
                    List.of("to be", "or not", "end"),
                    collect(environment(2).socketTextStream("localhost", server.getLocalPort(), "\n")));
            served.join();
        }
    }

    /** Counts to a number. */
    static final class Counting implements SourceFunction<Integer> {
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final int end;

        Counting(int end) {
            this.end = end;
        }

        @Override
        public void run(SourceContext<Integer> ctx) {
            for (int i = 0; i < end && running.get(); i++) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(i);
                }
            }
        }

        @Override
        public void cancel() {
            running.set(false);
        }
    }

    /** Each instance gives its index, without end. */
    static final class Endless extends RichParallelSourceFunction<Integer> {
        private final AtomicBoolean running = new AtomicBoolean(true);

        @Override
        public void run(SourceContext<Integer> ctx) {
            while (running.get()) {
                ctx.collect(getRuntimeContext().getIndexOfThisSubtask());
            }
        }

        @Override
        public void cancel() {
            running.set(false);
        }
    }

    @Test
    void sourceFunctionsRunTheirOwnLoop() throws Exception {
        List<Integer> numbers = collect(environment(2).addSource(new Counting(5000)));
        assertEquals(5000, numbers.size());
        assertEquals(5000, new HashSet<>(numbers).size());
    }

    @Test
    void endlessSourcesEndWhenTheyAreCancelled() throws Exception {
        List<Integer> some = environment(2).addSource(new Endless()).executeAndCollect(100);
        assertEquals(100, some.size());
    }
}
