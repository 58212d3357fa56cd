package io.heddle.engine.source;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.ReaderInfo;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SourceEvent;
import io.heddle.api.connector.SourceSplit;
import io.heddle.api.connector.SplitEnumerator;
import io.heddle.api.connector.SplitEnumeratorContext;
import io.heddle.api.connector.SplitsAssignment;
import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hosts a split enumerator in an ordinary task. What it assigns goes over an ordinary edge, in order with barriers, so that an
 * ordinary checkpoint holds each split exactly once: here if it was not assigned before the barrier, in a reader if it was.
 */
final class EnumeratorOperator extends SourceOperator implements SplitEnumeratorContext<SourceSplit> {
    private static final String STATE = "enumerator";
    private static final String FORMAT = "enumerator/1";

    private final Source<Object, SourceSplit, Object> source;
    private final SourceLinks links;
    private final SimpleVersionedSerializer<SourceSplit> splitSerializer;
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    /** Readers that will not ask again: told so, or ended. */
    private final BitSet served = new BitSet();

    private final BitSet ended = new BitSet();

    private @Nullable SplitEnumerator<SourceSplit, Object> enumerator;

    @SuppressWarnings("unchecked")
    EnumeratorOperator(
            OperatorSpec.SplitEnumeration<?> spec, OperatorContext context, Outputs outputs, SourceLinks links) {
        super(context, outputs);
        this.source = (Source<Object, SourceSplit, Object>) spec.source();
        this.links = links;
        this.splitSerializer = source.getSplitSerializer();
    }

    @Override
    public void start(Wakeup wakeup) throws Exception {
        List<RestoredSegment> saved = context().restore().ofKind(StateKind.SINGLETON);
        SplitEnumerator<SourceSplit, Object> made;
        if (saved.isEmpty()) {
            made = source.createEnumerator(this);
        } else {
            made = source.restoreEnumerator(this, restored(saved.get(0).read()));
        }
        enumerator = made;
        made.start();
        for (int reader = 0; reader < links.readers(); reader++) {
            links.toReader(reader, SourceWire.plain(SourceWire.HELLO));
        }
    }

    private Object restored(byte[] bytes) throws IOException {
        return SourceWire.readList(new BinaryReader(bytes), source.getEnumeratorCheckpointSerializer())
                .get(0);
    }

    @Override
    public Progress poll() {
        boolean allServed = source.getBoundedness() == Boundedness.BOUNDED && served.cardinality() >= links.readers();
        // The readers of a stream without bounds may find its end too: a socket that is closed.
        boolean done = allServed || ended.cardinality() >= links.readers();
        return done ? Progress.END : Progress.NOTHING;
    }

    @Override
    public void onMessage(int reader, byte[] payload) throws Exception {
        SplitEnumerator<SourceSplit, Object> current = Objects.requireNonNull(enumerator);
        switch (payload[0]) {
            case SourceWire.REGISTER -> {
                readers.put(reader, new ReaderInfo(reader, SourceWire.text(payload)));
                current.addReader(reader);
            }
            case SourceWire.REQUEST -> current.handleSplitRequest(reader, SourceWire.text(payload));
            case SourceWire.EVENT ->
                current.handleSourceEvent(
                        reader,
                        SourceWire.event(
                                payload, context().task().job().userCode().classLoader()));
            case SourceWire.FINISHED -> {
                served.set(reader);
                ended.set(reader);
            }
            default -> throw new IllegalStateException("A reader sent a message of kind " + payload[0] + ".");
        }
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        if (enumerator == null) {
            // It had finished before the task started.
            return;
        }
        Object state = enumerator.snapshotState(checkpoint.checkpointId());
        BinaryWriter bytes = new BinaryWriter(256);
        SourceWire.writeList(bytes, List.of(state), source.getEnumeratorCheckpointSerializer());
        byte[] frozen = bytes.toBytes();
        checkpoint.add(
                StateKind.SINGLETON, STATE, FORMAT, 0, 0, out -> out.writer().writeBytes(frozen));
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        if (enumerator != null) {
            enumerator.notifyCheckpointComplete(checkpointId);
        }
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        if (enumerator != null) {
            enumerator.notifyCheckpointAborted(checkpointId);
        }
    }

    @Override
    public void close() throws Exception {
        if (enumerator != null) {
            enumerator.close();
        }
    }

    @Override
    public MetricGroup metricGroup() {
        return context().metrics();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        links.toReader(subtaskId, SourceWire.event(event));
    }

    @Override
    public int currentParallelism() {
        return links.readers();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Map.copyOf(readers);
    }

    @Override
    public void assignSplits(SplitsAssignment<SourceSplit> newSplitAssignments) {
        newSplitAssignments.assignment().forEach((reader, splits) -> {
            try {
                links.toReader(reader, SourceWire.splits(splits, splitSerializer));
            } catch (IOException e) {
                throw new IllegalArgumentException("The splits " + splits + " cannot be serialised.", e);
            }
        });
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        served.set(subtask);
        links.toReader(subtask, SourceWire.plain(SourceWire.NO_MORE));
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        context().task().io().execute(() -> {
            try {
                T result = callable.call();
                context().task().loop().post(() -> handler.accept(result, null));
            } catch (Exception | LinkageError e) {
                context().task().loop().post(() -> handler.accept(null, e));
            }
        });
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable,
            BiConsumer<@Nullable T, @Nullable Throwable> handler,
            long initialDelayMillis,
            long periodMillis) {
        context().task().timers().at(context().processingTimeMs() + initialDelayMillis, due -> {
            // The next call waits for this one: a slow listing must not pile up.
            BiConsumer<@Nullable T, @Nullable Throwable> andAgain = (result, failure) -> {
                handler.accept(result, failure);
                callAsync(callable, handler, periodMillis, periodMillis);
            };
            callAsync(callable, andAgain);
        });
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        context().task().loop().post(runnable::run);
    }
}
