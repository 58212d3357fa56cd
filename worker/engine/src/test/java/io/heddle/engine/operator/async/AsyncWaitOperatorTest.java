package io.heddle.engine.operator.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.AsyncFunction;
import io.heddle.api.functions.AsyncRetryStrategies;
import io.heddle.api.functions.AsyncRetryStrategy;
import io.heddle.api.functions.ResultFuture;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.Types;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.testing.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncWaitOperatorTest {
    private record Asked(String question, ResultFuture<String> answer) {}

    /** What the function under test was asked: the test answers. */
    private static final List<Asked> ASKED = new ArrayList<>();
    /** What is answered while the next operator is asked. */
    private static int lateAnswer;

    private static final class Asking implements AsyncFunction<String, String> {
        @Override
        public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
            ASKED.add(new Asked(input, resultFuture));
        }

        @Override
        public void timeout(String input, ResultFuture<String> resultFuture) {
            resultFuture.complete(List.of(input + " too late"));
        }
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
        lateAnswer = -1;
    }

    private static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return Objects.requireNonNull(AsyncOperators.make(spec, context, outputs));
    }

    private static OperatorHarness harness(
            boolean ordered, @Nullable AsyncRetryStrategy<String> retry, List<RestoredSegment> restored)
            throws Exception {
        OperatorSpec spec = new OperatorSpec.AsyncWait<>(new Asking(), Types.STRING, ordered, 100, 3, retry);
        return new OperatorHarness(spec, AsyncWaitOperatorTest::make, restored).open();
    }

    private static void answer(int index) {
        ASKED.get(index).answer.complete(List.of(ASKED.get(index).question + "!"));
    }

    @Test
    void orderedAnswersKeepTheOrderOfTheRecords() throws Exception {
        OperatorHarness harness = harness(true, null, List.of());
        harness.record("a", 1);
        harness.record("b", 2);
        harness.watermark(2);
        harness.record("c", 3);
        answer(2);
        answer(1);
        harness.readMail();
        assertEquals(List.of(), harness.taken());
        answer(0);
        answer(0);
        harness.readMail();
        assertEquals(List.of("a!@1", "b!@2", "W 2", "c!@3"), harness.taken());
    }

    @Test
    void unorderedAnswersStayBetweenTheirWatermarks() throws Exception {
        OperatorHarness harness = harness(false, null, List.of());
        harness.record("a", 1);
        harness.record("b", 2);
        harness.watermark(2);
        harness.record("c", 3);
        answer(2);
        answer(1);
        harness.readMail();
        assertEquals(List.of("b!@2"), harness.taken());
        answer(0);
        harness.readMail();
        assertEquals(List.of("a!@1", "W 2", "c!@3"), harness.taken());
    }

    @Test
    void aFullOperatorWaitsForAnAnswer() throws Exception {
        OperatorHarness harness = harness(true, null, List.of());
        harness.record("a", 1);
        harness.record("b", 2);
        harness.record("c", 3);
        answer(0);
        harness.record("d", 4);
        assertEquals(List.of("a!@1"), harness.taken());
        assertThrows(IllegalStateException.class, () -> harness.record("e", 5));
    }

    /** The second one has room for one record only; while it waits for an answer, answers of the first one come. */
    @ParameterizedTest
    @ValueSource(strings = {"abc", "bac", "bca", "cba"})
    void recordsKeepTheirOrderBetweenTwoInOneTask(String answered) throws Exception {
        OperatorSpec spec = new OperatorSpec.AsyncWait<>(new Asking(), Types.STRING, true, 100, 3, null);
        OperatorSpec narrow = new OperatorSpec.AsyncWait<>(new Answering(), Types.STRING, true, 100, 1, null);
        OperatorHarness.Maker two = (first, context, outputs) -> {
            Operator second = make(narrow, context, outputs);
            try {
                second.open();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return make(first, context, new Outputs(second.input(0), Map.of()));
        };
        OperatorHarness harness = new OperatorHarness(spec, two, List.of()).open();
        harness.record("a", 1);
        harness.record("b", 2);
        harness.record("c", 3);
        harness.watermark(3);
        answered.chars().limit(2).forEach(letter -> answer(letter - 'a'));
        lateAnswer = answered.charAt(2) - 'a';
        harness.readMail();
        if (lateAnswer >= 0) {
            answer(lateAnswer);
        }
        harness.readMail();
        harness.processingTime(1);
        harness.readMail();
        assertEquals(List.of("a!?@1", "b!?@2", "c!?@3", "W 3"), harness.taken());
    }

    /** Answers at once, after the last question to the other one. */
    private static final class Answering implements AsyncFunction<String, String> {
        @Override
        public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
            if (lateAnswer >= 0) {
                int late = lateAnswer;
                lateAnswer = -1;
                answer(late);
            }
            resultFuture.complete(List.of(input + "?"));
        }
    }

    @Test
    void timeOutsAndRetriesFollowTheWallClock() throws Exception {
        AsyncRetryStrategy<String> retry = new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(3, 10)
                .ifException(failure -> failure instanceof IllegalStateException)
                .build();
        OperatorHarness harness = harness(true, retry, List.of());
        harness.record("a", 1);
        harness.record("b", 2);
        ASKED.get(0).answer.completeExceptionally(new IllegalStateException("busy"));
        harness.readMail();
        assertEquals(2, ASKED.size());
        harness.processingTime(10);
        assertEquals(3, ASKED.size());
        answer(2);
        harness.readMail();
        assertEquals(List.of("a!@1"), harness.taken());
        harness.processingTime(100);
        harness.readMail();
        assertEquals(List.of("b too late@2"), harness.taken());
        harness.record("c", 3);
        ASKED.get(3).answer.completeExceptionally(new IllegalArgumentException("never"));
        HeddleException failure = assertThrows(HeddleException.class, harness::readMail);
        assertTrue(String.valueOf(failure.getMessage()).contains("never"), failure.getMessage());
    }

    /** Whoever starts from it makes the requests again. */
    @Test
    void nothingLeavesAfterASavepointThatStopsTheJob() throws Exception {
        OperatorHarness harness = harness(false, null, List.of());
        harness.record("a", 1);
        harness.record("b", 2);
        assertEquals(1, harness.snapshot().size());
        harness.operator().context().end();
        answer(0);
        harness.readMail();
        harness.processingTime(200);
        harness.readMail();
        assertEquals(List.of(), harness.taken());
    }

    @Test
    void requestsUnderWayAreMadeAgainAfterARestore() throws Exception {
        OperatorHarness harness = harness(true, null, List.of());
        harness.record("a", 1);
        harness.record("b", 2);
        answer(1);
        harness.readMail();
        List<RestoredSegment> snapshot = harness.snapshot();
        ASKED.clear();
        OperatorHarness again = harness(true, null, snapshot);
        assertEquals(2, ASKED.size());
        answer(0);
        answer(1);
        again.readMail();
        assertEquals(List.of("a!@1", "b!@2"), again.taken());
    }
}
