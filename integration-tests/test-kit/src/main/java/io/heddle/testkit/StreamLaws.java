package io.heddle.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What every program should keep, whatever it computes. Each method fails as an assertion does. */
public final class StreamLaws {
    private static final int[] PARALLELISMS = {1, 2, 3, 7};

    private StreamLaws() {}

    /** The same records come out, in any order, with parallelism 1, 2, 3 and 7. */
    public static <T> void sameResultAtAnyParallelism(Function<StreamExecutionEnvironment, DataStream<T>> program)
            throws Exception {
        List<String> expected = results(program, PARALLELISMS[0]);
        for (int parallelism : Arrays.copyOfRange(PARALLELISMS, 1, PARALLELISMS.length)) {
            assertEquals(expected, results(program, parallelism), "with parallelism " + parallelism);
        }
    }

    private static <T> List<String> results(
            Function<StreamExecutionEnvironment, DataStream<T>> program, int parallelism) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(parallelism);
        List<String> results = new ArrayList<>();
        try (CloseableIterator<T> records = program.apply(env).executeAndCollect("law")) {
            while (records.hasNext()) {
                results.add(String.valueOf(records.next()));
            }
        }
        results.sort(null);
        return results;
    }

    /**
     * A checkpoint and a restart change nothing, wherever they fall: the operator puts out the same whether it sees all
     * elements in one life, or is restored after any number of them.
     *
     * @param harness makes the operator anew; not open yet
     * @param elements records and {@link io.heddle.api.eventtime.Watermark}s, in order
     */
    @SuppressWarnings("unchecked")
    public static <IN, OUT> void sameResultAfterRestoreAnywhere(
            Callable<OneInputStreamOperatorTestHarness<IN, OUT>> harness, List<Object> elements) throws Exception {
        List<Object> expected = new ArrayList<>();
        try (OneInputStreamOperatorTestHarness<IN, OUT> whole = Objects.requireNonNull(harness.call())) {
            whole.open();
            feed(whole, elements);
            expected.addAll(whole.getOutput());
        }
        for (int cut = 0; cut <= elements.size(); cut++) {
            List<Object> got = new ArrayList<>();
            OperatorSubtaskState state;
            try (OneInputStreamOperatorTestHarness<IN, OUT> first = Objects.requireNonNull(harness.call())) {
                first.open();
                feed(first, elements.subList(0, cut));
                state = first.snapshot(cut + 1L, cut);
                got.addAll(first.getOutput());
            }
            try (OneInputStreamOperatorTestHarness<IN, OUT> second = Objects.requireNonNull(harness.call())) {
                second.initializeState(state);
                second.open();
                feed(second, elements.subList(cut, elements.size()));
                got.addAll(second.getOutput());
            }
            assertEquals(expected, got, "restored after " + cut + " elements");
        }
    }

    @SuppressWarnings("unchecked")
    private static <IN> void feed(OneInputStreamOperatorTestHarness<IN, ?> harness, List<Object> elements)
            throws Exception {
        for (Object element : elements) {
            if (element instanceof io.heddle.api.eventtime.Watermark mark) {
                harness.processWatermark(mark);
            } else if (element instanceof StreamRecord<?> record) {
                harness.processElement((StreamRecord<IN>) record);
            } else {
                harness.processElement((IN) element);
            }
        }
    }
}
