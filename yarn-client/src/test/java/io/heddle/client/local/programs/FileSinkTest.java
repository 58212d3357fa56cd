package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.BasePathBucketAssigner;
import io.heddle.api.connector.BucketAssigner;
import io.heddle.api.connector.BulkWriter;
import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.DefaultRollingPolicy;
import io.heddle.api.connector.FSDataOutputStream;
import io.heddle.api.connector.FileSink;
import io.heddle.api.connector.OutputFileConfig;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.connector.SimpleStringEncoder;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SimpleVersionedStringSerializer;
import io.heddle.api.connector.StreamingFileSink;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.types.Types;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files with every record exactly once. */
@Timeout(600)
class FileSinkTest {
    private static final long RECORDS = 3000;

    private static io.heddle.api.connector.Path path(Path directory) {
        return new io.heddle.api.connector.Path(directory.toUri().toString());
    }

    private static List<Path> visible(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static List<Long> numbers(Path directory) throws IOException {
        List<Long> all = new ArrayList<>();
        for (Path file : visible(directory)) {
            for (String line : Files.readAllLines(file)) {
                all.add(Long.parseLong(line));
            }
        }
        all.sort(null);
        return all;
    }

    private static List<Long> expected() {
        return LongStream.range(0, RECORDS).boxed().toList();
    }

    /** Even and odd numbers apart. */
    static final class Parity implements BucketAssigner<Long, String> {
        @Override
        public String getBucketId(Long element, Context context) {
            return element % 2 == 0 ? "even" : "odd";
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    /** Numbers at a pace, so that checkpoints fall between them. */
    private static DataGeneratorSource<Long> paced() {
        return new DataGeneratorSource<>(n -> n, RECORDS, RateLimiterStrategy.perSecond(RECORDS), Types.LONG);
    }

    @Test
    void batchJobsCommitAtTheirEnd(@TempDir Path directory) throws Exception {
        StreamExecutionEnvironment env = environment(2).setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.fromSequence(0, RECORDS - 1)
                .sinkTo(FileSink.<Long>forRowFormat(path(directory), new SimpleStringEncoder<>())
                        .withBucketAssigner(new Parity())
                        .withOutputFileConfig(OutputFileConfig.builder()
                                .withPartPrefix("n")
                                .withPartSuffix(".txt")
                                .build())
                        .build());
        env.execute("batch");
        assertEquals(expected(), numbers(directory));
        assertEquals(RECORDS / 2, numbers(directory.resolve("even")).size());
        for (Path file : visible(directory)) {
            assertTrue(file.getFileName().toString().matches("n-.*-0\\.txt"), file.toString());
        }
    }

    @Test
    void streamingJobsAreRefusedWithoutCheckpoints(@TempDir Path directory) {
        StreamExecutionEnvironment env = environment(1);
        env.fromSequence(1, 2)
                .addSink(StreamingFileSink.<Long>forRowFormat(path(directory), new SimpleStringEncoder<>())
                        .build());
        Exception refused = assertThrows(Exception.class, () -> env.execute("no checkpoints"));
        assertTrue(refused.toString().contains("enableCheckpointing"), refused.toString());
    }

    /** Fails a number of times, each time after some records. */
    static final class Tripping extends RichMapFunction<Long, Long> {
        static final AtomicInteger LEFT = new AtomicInteger();
        private int seen;

        @Override
        public Long map(Long value) {
            if (++seen > 400 && LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("tripped");
            }
            return value;
        }
    }

    @Test
    void everyRecordIsThereOnceWhateverFails(@TempDir Path directory) throws Exception {
        Tripping.LEFT.set(3);
        StreamExecutionEnvironment env = environment(2);
        env.enableCheckpointing(50);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 10L));
        env.getCheckpointConfig()
                .setCheckpointStorage(directory.resolve("checkpoints").toUri().toString());
        env.fromSource(paced(), WatermarkStrategy.noWatermarks(), "numbers")
                .map(new Tripping())
                .sinkTo(FileSink.<Long>forRowFormat(path(directory.resolve("out")), new SimpleStringEncoder<>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(DefaultRollingPolicy.builder()
                                .withMaxPartSize(700)
                                .withRolloverInterval(200)
                                .build())
                        .withBucketCheckInterval(20)
                        .build());
        env.execute("tripping");
        assertEquals(expected(), numbers(directory.resolve("out")));
    }

    /** Writes lines, with a last one that says that the file is whole. */
    static final class Whole implements BulkWriter<Long> {
        private final PrintStream out;

        Whole(FSDataOutputStream out) {
            this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        }

        @Override
        public void addElement(Long element) {
            out.println(element);
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void finish() {
            out.println("-1");
            out.flush();
        }
    }

    @Test
    void bulkFilesAreWhole(@TempDir Path directory) throws Exception {
        StreamExecutionEnvironment env = environment(1);
        env.enableCheckpointing(100);
        env.getCheckpointConfig()
                .setCheckpointStorage(directory.resolve("checkpoints").toUri().toString());
        env.fromSource(paced(), WatermarkStrategy.noWatermarks(), "numbers")
                .addSink(StreamingFileSink.forBulkFormat(path(directory.resolve("out")), Whole::new)
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .build());
        env.execute("bulk");
        List<Path> files = visible(directory.resolve("out"));
        List<Long> numbers = numbers(directory.resolve("out"));
        assertEquals(files.size(), numbers.stream().filter(n -> n == -1).count());
        assertEquals(expected(), numbers.subList(files.size(), numbers.size()));
    }
}
