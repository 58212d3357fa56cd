package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.GenericInputFormat;
import io.heddle.api.connector.GenericInputSplit;
import io.heddle.api.connector.NonParallelInput;
import io.heddle.api.connector.NumberSequenceIterator;
import io.heddle.api.connector.PrintSinkFunction;
import io.heddle.api.connector.RichOutputFormat;
import io.heddle.api.connector.TextInputFormat;
import io.heddle.api.connector.TupleCsvInputFormat;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.SplitStream;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.SlotSharingGroup;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TupleTypeInfo;
import io.heddle.api.types.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The older formats, iterators that are parted, named parts of a stream, and results that are read later. */
@Timeout(600)
class FormatsTest {
    /** Ten numbers from each split. */
    static class Tens extends GenericInputFormat<Integer> {
        private int next;

        @Override
        public void open(GenericInputSplit split) throws IOException {
            super.open(split);
            next = 0;
        }

        @Override
        public boolean reachedEnd() {
            return next == 10;
        }

        @Override
        public Integer nextRecord(@Nullable Integer reuse) {
            return partitionNumber * 10 + next++;
        }
    }

    /** The same, by one instance. */
    static final class Ten extends Tens implements NonParallelInput {}

    @Test
    void aFormatIsReadSplitBySplit() throws Exception {
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            expected.add(i);
        }
        DataStream<Integer> numbers = environment(3).createInput(new Tens());
        assertEquals(sorted(expected), sorted(numbers));
        DataStream<Integer> alone = environment(3).createInput(new Ten(), Types.INT);
        assertEquals(1, alone.getParallelism());
        assertEquals(sorted(expected.subList(0, 10)), sorted(alone));
    }

    @Test
    void aFileFormatReadsItsOwnPath(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("lines"), "a\nb\n");
        assertEquals(List.of("a", "b"), sorted(environment(1).createInput(new TextInputFormat(file.toString()))));
    }

    @Test
    void columnsOfTextBecomeTuples(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("clicks.csv"), "a,1\nb,2\na,3\n");
        TupleTypeInfo<Tuple2<String, Long>> type = new TupleTypeInfo<>(Types.STRING, Types.LONG);
        TupleCsvInputFormat<Tuple2<String, Long>> format =
                new TupleCsvInputFormat<>(io.heddle.api.connector.Path.fromLocalFile(file.toFile()), type);
        assertEquals(List.of("(a,1)", "(a,3)", "(b,2)"), sorted(environment(2).createInput(format, type)));
    }

    @Test
    void anIteratorIsPartedAmongTheInstances() throws Exception {
        DataStream<Long> numbers = environment(4).fromParallelCollection(new NumberSequenceIterator(1, 9), Long.class);
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), sorted(numbers));
        DataStream<Long> few = environment(4).fromParallelCollection(new NumberSequenceIterator(7, 7), Types.LONG);
        assertEquals(List.of("7"), sorted(few));
    }

    /** Keeps what is written. */
    static final class Kept extends RichOutputFormat<Long> {
        static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();
        private String prefix = "";

        @Override
        public void open(int taskNumber, int numTasks) {
            prefix = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() + "/" + numTasks + ":";
        }

        @Override
        public void writeRecord(Long record) {
            SEEN.add(prefix + record);
        }

        @Override
        public void close() {
            SEEN.add("closed");
        }
    }

    @Test
    void anOutputFormatIsOpenedWrittenAndClosed() throws Exception {
        Kept.SEEN.clear();
        StreamExecutionEnvironment env = environment(1);
        DataStream<Long> numbers = env.fromSequence(1, 2);
        numbers.writeUsingOutputFormat(new Kept());
        numbers.addSink(new PrintSinkFunction<>("numbers", false));
        env.execute("formats");
        assertEquals(List.of("1/1:1", "1/1:2", "closed"), List.copyOf(Kept.SEEN));
    }

    @Test
    void aStreamIsPartedByNames() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        SplitStream<Long> parts =
                env.fromSequence(1, 10).split(n -> n % 2 == 0 ? List.of("even", "all") : List.of("odd", "all"));
        assertEquals(List.of("10", "2", "4", "6", "8"), sorted(parts.select("even")));
        parts = env.fromSequence(1, 3).split(n -> n % 2 == 0 ? List.of("even", "all") : List.of("odd", "all"));
        assertEquals(List.of("1", "2", "3"), sorted(parts.select("odd", "all")));
    }

    @Test
    void resultsOfSeveralStreamsAreReadAfterSubmission() throws Exception {
        StreamExecutionEnvironment env = environment(1);
        DataStream<Long> numbers = env.fromSequence(1, 3);
        CloseableIterator<Long> plain = numbers.collectAsync();
        DataStream.Collector<Long> squares = new DataStream.Collector<>();
        numbers.map(n -> n * n).returns(Types.LONG).collectAsync(squares);
        assertThrows(IllegalStateException.class, plain::hasNext);
        env.executeAsync("both");
        assertEquals(List.of(1L, 2L, 3L), all(plain));
        assertEquals(List.of(1L, 4L, 9L), all(squares.getOutput()));
    }

    @SuppressWarnings("try")
    private static List<Long> all(CloseableIterator<Long> results) {
        List<Long> all = new ArrayList<>();
        try (results) {
            results.forEachRemaining(all::add);
        }
        return all;
    }

    @Test
    void whatCannotBeIsRefusedWithAWayOut() {
        StreamExecutionEnvironment env = environment(1);
        SlotSharingGroup plain = SlotSharingGroup.newBuilder("own").build();
        env.registerSlotSharingGroup(plain);
        env.fromSequence(1, 2).slotSharingGroup(plain);
        refused(() -> SlotSharingGroup.newBuilder("big").setCpuCores(2).build(), "taskmanager.numberOfTaskSlots");
        refused(() -> env.fromSequence(1, 2).iterate(), "KeyedProcessFunction");
        refused(() -> env.fromSequence(1, 2).cache(), "FileSink");
    }

    private static void refused(org.junit.jupiter.api.function.Executable action, String wayOut) {
        Exception refusal = assertThrows(UnsupportedOperationException.class, action);
        assertTrue(String.valueOf(refusal.getMessage()).contains(wayOut), refusal.getMessage());
    }
}
