package io.heddle.engine.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.Committer;
import io.heddle.api.connector.CommittingSinkWriter;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SimpleVersionedStringSerializer;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.TwoPhaseCommittingSink;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.functions.TwoPhaseCommitSinkFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.testing.OperatorHarness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both forms of sinks with transactions, step by step: what is committed when, and what a restored instance commits. */
class TransactionalSinksTest {
    /** In the order of the calls; a transaction is its records, separated by commas. */
    private static final List<String> COMMITTED = new ArrayList<>();

    /** The two forms in which users write such a sink. */
    enum Form {
        FUNCTION,
        COMMITTER;

        OperatorHarness open(List<RestoredSegment> restored) throws Exception {
            OperatorSpec spec = this == FUNCTION
                    ? new OperatorSpec.FunctionSink<>(new Function(), null)
                    : new OperatorSpec.WriterSink<>(new Committing());
            return new OperatorHarness(spec, Operators::make, restored).open();
        }
    }

    @BeforeEach
    void forget() {
        COMMITTED.clear();
    }

    /** F39: what was prepared for a checkpoint that failed is committed by the next one, in its order, once. */
    @ParameterizedTest
    @EnumSource
    void whatAFailedCheckpointPreparedGoesWithTheNext(Form form) throws Exception {
        OperatorHarness sink = form.open(List.of());
        sink.record("a", 0);
        sink.snapshot(1);
        sink.record("b", 0);
        sink.operator().checkpointAborted(1);
        sink.snapshot(2);
        assertEquals(List.of(), COMMITTED);
        sink.operator().checkpointCompleted(2);
        sink.operator().checkpointCompleted(2);
        assertEquals(List.of("a", "b"), COMMITTED);
    }

    /** F36: an interval without records neither fails nor takes anything from its neighbours. */
    @ParameterizedTest
    @EnumSource
    void intervalsWithoutRecordsAreHarmless(Form form) throws Exception {
        OperatorHarness sink = form.open(List.of());
        for (int checkpoint = 1; checkpoint <= 6; checkpoint++) {
            if (checkpoint % 3 == 0) {
                sink.record("r" + checkpoint, 0);
            }
            sink.snapshot(checkpoint);
            sink.operator().checkpointCompleted(checkpoint);
        }
        assertEquals(List.of("r3", "r6"), COMMITTED);
    }

    /** F38: three checkpoints of which nobody has heard that they are complete, then a failure after the third. */
    @ParameterizedTest
    @EnumSource
    void aRestoredInstanceCommitsAllThatItsCheckpointHolds(Form form) throws Exception {
        OperatorHarness sink = form.open(List.of());
        sink.record("a", 0);
        sink.snapshot(1);
        sink.record("b", 0);
        sink.snapshot(2);
        sink.record("c", 0);
        List<RestoredSegment> third = sink.snapshot(3);
        sink.record("never", 0);
        sink.snapshot(4);

        OperatorHarness again = form.open(third);
        assertEquals(List.of("a", "b", "c"), COMMITTED);
        again.record("d", 0);
        again.snapshot(5);
        again.operator().checkpointCompleted(5);
        assertEquals(List.of("a", "b", "c", "d"), COMMITTED);
    }

    /** A word that a checkpoint is complete says nothing of what was prepared after it. */
    @ParameterizedTest
    @EnumSource
    void nothingIsCommittedBeforeItsOwnCheckpoint(Form form) throws Exception {
        OperatorHarness sink = form.open(List.of());
        sink.record("a", 0);
        sink.snapshot(1);
        sink.record("b", 0);
        sink.snapshot(2);
        sink.operator().checkpointCompleted(1);
        assertEquals(List.of("a"), COMMITTED);
        assertTrue(form == Form.FUNCTION || sink.operator().awaitsCheckpoint());
        sink.operator().checkpointCompleted(2);
        assertEquals(List.of("a", "b"), COMMITTED);
        assertFalse(form == Form.COMMITTER && sink.operator().awaitsCheckpoint());
    }

    /** Its task may live on for another operator's sake, and takes part in checkpoints meanwhile. */
    @Test
    void aFunctionThatHadFinishedIsNotAskedForItsState() throws Exception {
        List<RestoredSegment> restored = remembering(List.of()).open().snapshot(1);
        OperatorHarness finished = remembering(restored);
        finished.operator().openFinished();
        finished.snapshot(2);
        finished.operator().checkpointCompleted(2);
        finished.operator().close();
    }

    private static OperatorHarness remembering(List<RestoredSegment> restored) {
        return new OperatorHarness(new OperatorSpec.FunctionSink<>(new Remembering(), null), Operators::make, restored);
    }

    private static final class Remembering implements SinkFunction<String>, CheckpointedFunction {
        private transient ListState<String> state;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("s", Types.STRING));
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            state.update(List.of("some"));
        }
    }

    private static void commit(String transaction) {
        if (!transaction.isEmpty()) {
            COMMITTED.add(transaction);
        }
    }

    private static String joined(String transaction, String record) {
        return transaction.isEmpty() ? record : transaction + "," + record;
    }

    /** A transaction is a list with one text, so that it can grow. */
    private static final class Function extends TwoPhaseCommitSinkFunction<String, String[], String> {
        Function() {
            super(Types.OBJECT_ARRAY(Types.STRING), Types.STRING);
        }

        @Override
        protected void invoke(String[] transaction, String value, SinkFunction.Context context) {
            transaction[0] = joined(transaction[0], value);
        }

        @Override
        protected String[] beginTransaction() {
            return new String[] {""};
        }

        @Override
        protected void preCommit(String[] transaction) {}

        @Override
        protected void commit(String[] transaction) {
            TransactionalSinksTest.commit(transaction[0]);
        }

        @Override
        protected void abort(String[] transaction) {}
    }

    private static final class Committing implements TwoPhaseCommittingSink<String, String> {
        @Override
        public CommittingSinkWriter<String, String> createWriter(WriterInitContext context) {
            return new CommittingSinkWriter<>() {
                private String transaction = "";

                @Override
                public void write(String element, SinkWriter.Context unused) {
                    transaction = joined(transaction, element);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public Collection<String> prepareCommit() {
                    String ready = transaction;
                    transaction = "";
                    return List.of(ready);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Committer<String> createCommitter() {
            return new Committer<>() {
                @Override
                public void commit(Collection<CommitRequest<String>> requests) {
                    requests.forEach(request -> TransactionalSinksTest.commit(request.getCommittable()));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
