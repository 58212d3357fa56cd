package io.heddle.api.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.Watermark;
import io.heddle.api.types.Types;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in sources, stepped by hand; with restarts from checkpoints in the middle of their splits. */
class BuiltInSourcesTest {
    private static <T extends Comparable<T>> List<T> sorted(List<T> list) {
        return list.stream().sorted().toList();
    }

    @Test
    void aSequenceIsCompleteAtAnyParallelism() throws Exception {
        for (int parallelism : new int[] {1, 2, 3, 7}) {
            SteppedSource<Long, RangeSplit, List<RangeSplit>> stepped =
                    new SteppedSource<>(new NumberSequenceSource(-5, 5000), parallelism);
            stepped.settle();
            assertEquals(LongStream.rangeClosed(-5, 5000).boxed().toList(), sorted(stepped.all()));
            assertEquals(parallelism, stepped.ended.size());
        }
    }

    @Test
    void aSequenceMayReachTheEndsOfTheNumbers() throws Exception {
        SteppedSource<Long, RangeSplit, List<RangeSplit>> stepped =
                new SteppedSource<>(new NumberSequenceSource(Long.MAX_VALUE - 2, Long.MAX_VALUE), 2);
        stepped.settle();
        assertEquals(List.of(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1, Long.MAX_VALUE), sorted(stepped.all()));
        assertEquals(3, RangeSplit.parts(Long.MIN_VALUE, Long.MAX_VALUE, 3).size());
        assertThrows(IllegalArgumentException.class, () -> new NumberSequenceSource(2, 1));
    }

    @Test
    void aRestartAtAnyStepLosesAndRepeatsNothing() throws Exception {
        for (int at = 0; at < 12; at++) {
            SteppedSource<Long, RangeSplit, List<RangeSplit>> stepped =
                    new SteppedSource<>(new NumberSequenceSource(1, 6000), 2);
            for (int i = 0; i < at; i++) {
                stepped.step();
            }
            stepped.restart();
            stepped.settle();
            assertEquals(LongStream.rangeClosed(1, 6000).boxed().toList(), sorted(stepped.all()), "step " + at);
        }
    }

    @Test
    void aGeneratorKeepsItsPace() throws Exception {
        DataGeneratorSource<String> source = new DataGeneratorSource<>(
                n -> "#" + n, Long.MAX_VALUE, RateLimiterStrategy.perSecond(100), Types.STRING);
        SteppedSource<String, RangeSplit, List<RangeSplit>> stepped = new SteppedSource<>(source, 2);
        for (int ms = 0; ms < 10_000; ms++) {
            stepped.now++;
            stepped.step();
        }
        int count = stepped.all().size();
        assertTrue(count >= 995 && count <= 1005, "in ten seconds " + count);
        assertEquals(Boundedness.CONTINUOUS_UNBOUNDED, source.getBoundedness());
    }

    @Test
    void noInstanceOfAGeneratorIsLeftWithoutRecords() throws Exception {
        DataGeneratorSource<Long> source =
                new DataGeneratorSource<>(n -> n, 10, RateLimiterStrategy.perCheckpoint(3), Types.LONG);
        SteppedSource<Long, RangeSplit, List<RangeSplit>> stepped = new SteppedSource<>(source, 3);
        stepped.settle();
        assertEquals(3, stepped.all().size());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new SteppedSource<>(source, 4));
        assertTrue(refused.getMessage().contains("Lower the parallelism"), refused.getMessage());
    }

    @Test
    void aCollectionIsReadFromItsBytes() throws Exception {
        CollectionSource<String> source = CollectionSource.of(List.of("a", "b", "c"), Types.STRING)
                .encode(s -> s.getBytes(StandardCharsets.UTF_8));
        SteppedSource<String, RangeSplit, List<RangeSplit>> stepped = new SteppedSource<>(source, 1);
        stepped.settle();
        assertEquals(List.of("a", "b", "c"), stepped.all());
        SteppedSource<String, RangeSplit, List<RangeSplit>> empty =
                new SteppedSource<>(CollectionSource.of(List.of(), Types.STRING), 1);
        empty.settle();
        assertEquals(1, empty.ended.size());
    }

    @Test
    void linesAreCutAtAnyPlaceExactlyOnce(@TempDir Path directory) throws Exception {
        byte[] text = "one\ntwo\r\n\nthree\nümläut\nlast without end".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("text"), text);
        List<String> expected = List.of("one", "two", "", "three", "ümläut", "last without end");
        for (int cut = 0; cut <= text.length; cut++) {
            List<String> lines = new ArrayList<>();
            for (FileSourceSplit split : List.of(
                    new FileSourceSplit("a", file.toString(), 0, cut, -1),
                    new FileSourceSplit("b", file.toString(), cut, text.length, -1))) {
                if (split.start() < split.end()) {
                    drain(split, lines);
                }
            }
            assertEquals(expected, lines, "cut at " + cut);
        }
    }

    private static void drain(FileSourceSplit split, List<String> lines) throws IOException {
        FileSourceSplit rest = split;
        boolean more = true;
        while (more) {
            int before = lines.size();
            // One record at a time, each from a new cursor: as if the task were restarted after every record.
            try (FileCursor<String> cursor = FileCursor.open(rest, new TextLineInputFormat())) {
                cursor.advance(new Collecting(lines), 1);
                rest = cursor.rest();
            }
            more = lines.size() > before;
        }
    }

    private record Collecting(List<String> lines) implements SourceOutput<String> {
        @Override
        public void collect(String element) {
            lines.add(element);
        }

        @Override
        public void collect(String element, long timestamp) {
            lines.add(element);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }

    @Test
    void directoriesAreReadWithTheirDirectoriesAndCompressedFiles(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a.txt"), "1\n2\n");
        Files.createDirectories(directory.resolve("deep/er"));
        Files.writeString(directory.resolve("deep/er/b.txt"), "3\n");
        Files.writeString(directory.resolve("_SUCCESS"), "no\n");
        Files.writeString(directory.resolve(".hidden"), "no\n");
        Files.createFile(directory.resolve("empty"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("c.gz")))) {
            out.write("4\n5".getBytes(StandardCharsets.UTF_8));
        }
        FileSource<String> source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), directory.toString())
                .build();
        for (int at = 0; at < 8; at++) {
            SteppedSource<String, FileSourceSplit, FileEnumeratorState> stepped = new SteppedSource<>(source, 2);
            for (int i = 0; i < at; i++) {
                stepped.step();
            }
            stepped.restart();
            stepped.settle();
            assertEquals(List.of("1", "2", "3", "4", "5"), sorted(stepped.all()), "restart at " + at);
            assertEquals(2, stepped.ended.size());
        }
    }

    private static List<String> read(FileSource<String> source) throws Exception {
        SteppedSource<String, FileSourceSplit, FileEnumeratorState> stepped = new SteppedSource<>(source, 2);
        stepped.settle();
        return sorted(stepped.all());
    }

    /** As in Flink: what the paths name is read as often as they name it, unless files are known by their names. */
    @Test
    void aFileIsReadForEachPathThatLeadsToItAndWatchedOnce(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "1\n");
        Files.writeString(directory.resolve("b"), "2\n");
        FileSource.FileSourceBuilder<String> overlapping =
                FileSource.forRecordStreamFormat(new TextLineInputFormat(), directory, file, directory.resolve("./a"));
        assertEquals(List.of("1", "1", "1", "2"), read(overlapping.build()));
        assertEquals(
                List.of("1", "2"),
                read(overlapping.monitorContinuously(Duration.ofSeconds(1)).build()));
    }

    /** What is renamed while a directory is listed looks like this: there is a name, and no file. */
    @Test
    void aNameWithoutAFileIsLeftOut(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a"), "1\n");
        Files.createSymbolicLink(directory.resolve("b"), directory.resolve("nowhere"));
        assertEquals(
                List.of("1"),
                read(FileSource.forRecordStreamFormat(new TextLineInputFormat(), directory)
                        .build()));
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path directory) throws Exception {
        FileSource<String> source = FileSource.forRecordStreamFormat(
                        new TextLineInputFormat(), directory.resolve("nowhere").toString())
                .build();
        SteppedSource<String, FileSourceSplit, FileEnumeratorState> stepped = new SteppedSource<>(source, 1);
        UncheckedIOException missing = assertThrows(UncheckedIOException.class, stepped::settle);
        assertTrue(String.valueOf(missing.getMessage()).contains("nowhere"), missing.getMessage());
        assertThrows(IOException.class, () -> FileSystem.of("s3://bucket/x"));
    }

    @Test
    void delimitersAreFoundAcrossReads() {
        DelimitedText text = new DelimitedText("||");
        List<String> parts = new ArrayList<>();
        for (String piece : List.of("a|", "|b", "||", "||c")) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            text.add(bytes, bytes.length, parts);
        }
        text.finish(parts);
        assertEquals(List.of("a", "b", "", "c"), parts);
    }
}
