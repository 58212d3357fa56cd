package io.heddle.engine.operator;

import io.heddle.api.connector.CommittingSinkWriter;
import io.heddle.api.connector.ProcessingTimeService;
import io.heddle.api.connector.Sink;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.StatefulSinkWriter;
import io.heddle.api.connector.SupportsCommitter;
import io.heddle.api.connector.SupportsWriterState;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands records to a sink's writer; commits what it prepares when the checkpoint that holds it is complete. */
final class WriterSinkOperator extends OneInputOperator implements SinkWriter.Context, ProcessingTimeService {
    private static final String WRITER_STATE = "writer";

    private final Sink<Object> sink;
    private @Nullable SinkWriter<Object> writer;
    private @Nullable Commits<Object> commits;
    private long timestampMs = NO_TIMESTAMP;
    private boolean finished;

    @SuppressWarnings("unchecked")
    WriterSinkOperator(OperatorSpec.WriterSink<?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs);
        this.sink = (Sink<Object>) spec.sink();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open() throws Exception {
        SinkContext sinkContext = new SinkContext(context(), this);
        if (sink instanceof SupportsCommitter<?> committing) {
            Commits<Object> made = new Commits<>((SupportsCommitter<Object>) committing, sinkContext);
            commits = made;
            made.restore(context().restore());
        }
        writer = makeWriter(sinkContext);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void openFinished() throws Exception {
        if (sink instanceof SupportsCommitter<?> committing) {
            Commits<Object> made =
                    new Commits<>((SupportsCommitter<Object>) committing, new SinkContext(context(), this));
            commits = made;
            made.end();
            made.restore(context().restore());
        }
    }

    @Override
    public boolean holdsTask() {
        return commits != null && commits.holdsTask();
    }

    @Override
    public boolean awaitsCheckpoint() {
        return commits != null && commits.isWaiting();
    }

    @SuppressWarnings("unchecked")
    private SinkWriter<Object> makeWriter(SinkContext sinkContext) throws Exception {
        if (sink instanceof SupportsWriterState<?, ?> stateful
                && context().restore().restored()) {
            SupportsWriterState<Object, Object> restoring = (SupportsWriterState<Object, Object>) stateful;
            List<Object> states = Versioned.read(
                    context().restore(), StateKind.OPERATOR_LIST, WRITER_STATE, restoring.getWriterStateSerializer());
            if (!states.isEmpty()) {
                return restoring.restoreWriter(sinkContext, states);
            }
        }
        return sink.createWriter(sinkContext);
    }

    private SinkWriter<Object> writer() {
        return Objects.requireNonNull(writer, "the writer was not made");
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        this.timestampMs = timestampMs;
        writer().write(value, this);
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        writer().writeWatermark(new Watermark(timestampMs));
    }

    @Override
    public void finish() throws Exception {
        finished = true;
        writer().flush(true);
        prepare();
        if (commits != null) {
            commits.end();
        }
        if (commits != null && !checkpointing()) {
            // Without checkpoints nothing else will ever say that it is time.
            commits.commitUpTo(Long.MAX_VALUE);
        }
    }

    private boolean checkpointing() {
        return SinkContext.isCheckpointing(context());
    }

    @Override
    public void beforeBarrier(long checkpointId) throws Exception {
        if (writer != null && !finished) {
            writer.flush(false);
            prepare();
        }
    }

    @SuppressWarnings("unchecked")
    private void prepare() throws Exception {
        if (commits != null && writer instanceof CommittingSinkWriter<?, ?> committing) {
            commits.prepared(((CommittingSinkWriter<Object, Object>) committing).prepareCommit());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        if (sink instanceof SupportsWriterState<?, ?> stateful
                && writer instanceof StatefulSinkWriter<?, ?> remembering) {
            List<Object> states =
                    ((StatefulSinkWriter<Object, Object>) remembering).snapshotState(checkpoint.checkpointId());
            Versioned.add(
                    checkpoint,
                    StateKind.OPERATOR_LIST,
                    WRITER_STATE,
                    states,
                    ((SupportsWriterState<Object, Object>) stateful).getWriterStateSerializer());
        }
        if (commits != null) {
            commits.snapshot(checkpoint);
        }
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        if (commits != null) {
            commits.commitUpTo(checkpointId);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            if (commits != null) {
                commits.close();
            }
            context().closeState();
        }
    }

    @Override
    public long currentWatermark() {
        return currentWatermarkMs();
    }

    @Override
    public @Nullable Long timestamp() {
        return timestampMs == NO_TIMESTAMP ? null : timestampMs;
    }

    @Override
    public long getCurrentProcessingTime() {
        return context().processingTimeMs();
    }

    @Override
    public void registerTimer(long timestamp, ProcessingTimeCallback target) {
        context().task().timers().at(timestamp, due -> {
            if (!finished) {
                target.onProcessingTime(due);
            }
        });
    }
}
