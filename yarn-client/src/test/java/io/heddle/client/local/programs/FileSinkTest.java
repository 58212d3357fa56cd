package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.BucketAssigner;
import io.heddle.api.connector.FileSink;
import io.heddle.api.connector.OutputFileConfig;
import io.heddle.api.connector.SimpleStringEncoder;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SimpleVersionedStringSerializer;
import io.heddle.api.connector.StreamingFileSink;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files with every record exactly once. */
@Timeout(60)
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
}
