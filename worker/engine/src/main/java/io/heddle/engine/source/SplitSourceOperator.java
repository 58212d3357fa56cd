package io.heddle.engine.source;

import io.heddle.api.connector.InputStatus;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SourceEvent;
import io.heddle.api.connector.SourcePosition;
import io.heddle.api.connector.SourceReader;
import io.heddle.api.connector.SourceReaderContext;
import io.heddle.api.connector.SourceSplit;
import io.heddle.api.environment.Configuration;
import io.heddle.api.eventtime.WatermarkAlignmentParams;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.operator.LateSamples;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads splits. The reader is polled on the task's thread; its enumerator speaks over the task's input. */
final class SplitSourceOperator extends SourceOperator implements SourceReaderContext, LateSamples.Whereabouts {
    private static final String STATE = "splits";
    private static final String FORMAT = "splits/1";
    private static final int POLLS_PER_TURN = 64;
    private static final int RECORDS_PER_TURN = 1024;

    private final Source<Object, SourceSplit, ?> source;
    private final SourceLinks links;
    private final SimpleVersionedSerializer<SourceSplit> splitSerializer;
    private final SplitOutputs splitOutputs;
    /** What the reader said before the enumerator was known to listen. */
    private final List<byte[]> unsaid = new ArrayList<>();

    /** Null if the source waits for no other. */
    private final @Nullable ReaderAlignment alignment;

    private @Nullable SourceReader<Object, SourceSplit> reader;
    private @Nullable Wakeup wakeup;
    private @Nullable CompletableFuture<Void> awaited;
    private boolean partnerListens;
    private boolean partnerEnded;
    private boolean noMoreSplits;
    private boolean heldBack;
    private boolean over;

    @SuppressWarnings("unchecked")
    SplitSourceOperator(OperatorSpec.SplitSource<?> spec, OperatorContext context, Outputs outputs, SourceLinks links) {
        super(context, outputs);
        this.source = (Source<Object, SourceSplit, ?>) spec.source();
        this.links = links;
        this.splitSerializer = source.getSplitSerializer();
        WatermarkStrategy<Object> strategy = (WatermarkStrategy<Object>) spec.watermarks();
        this.splitOutputs = new SplitOutputs(strategy, context, outputs);
        WatermarkAlignmentParams params = strategy.getAlignmentParameters();
        // A batch job has no event time before its end.
        this.alignment =
                params.isEnabled() && !context.batch() ? new ReaderAlignment(params, context.processingTimeMs()) : null;
    }

    @Override
    public void start(Wakeup taskWakeup) throws Exception {
        wakeup = taskWakeup;
        splitOutputs.open();
        SourceReader<Object, SourceSplit> made = source.createReader(this);
        reader = made;
        List<SourceSplit> splits = new ArrayList<>();
        for (RestoredSegment segment : context().restore().ofKind(StateKind.OPERATOR_LIST)) {
            splits.addAll(SourceWire.readList(new BinaryReader(segment.read()), splitSerializer));
        }
        if (!splits.isEmpty()) {
            made.addSplits(splits);
        }
        context().task().observations().late().readingFrom(this);
        made.start();
        if (alignment != null) {
            context().metrics().gauge("watermarkAlignmentDrift", () -> alignment.driftMs(splitOutputs.reachedMs()));
            sayEventTime(alignment);
        }
    }

    /** Says how far the reader is, again and again. */
    private void sayEventTime(ReaderAlignment said) {
        context().task().timers().at(context().processingTimeMs() + said.intervalMs(), due -> {
            if (!over) {
                said.look(context().processingTimeMs());
                long reachedMs = splitOutputs.reachedMs();
                if (reachedMs != Long.MIN_VALUE) {
                    context().task().eventTimes().reached(said.group(), reachedMs);
                }
                sayEventTime(said);
            }
        });
    }

    @Override
    public void onEventTimeLeast(long timeMs) {
        if (alignment != null) {
            alignment.heard(timeMs, context().processingTimeMs());
        }
    }

    /** Whether the reader is too far ahead of others to read on; splits that are alone in that are paused one by one. */
    private boolean mustWait() {
        ReaderAlignment with = alignment;
        if (with == null) {
            return false;
        }
        long reachedMs = splitOutputs.reachedMs();
        boolean known = reachedMs != Long.MAX_VALUE && reachedMs != Long.MIN_VALUE;
        if (known && with.begin(reachedMs, context().processingTimeMs())) {
            context().task().eventTimes().reached(with.group(), reachedMs);
        }
        boolean tooFar = reachedMs != Long.MAX_VALUE && reachedMs > with.limitMs();
        if (tooFar != heldBack) {
            heldBack = tooFar;
            splitOutputs.held(tooFar);
        }
        splitOutputs.align(with.limitMs(), reader()::pauseOrResumeSplits);
        return tooFar;
    }

    @Override
    public String split() {
        return reader().position().map(SourcePosition::splitId).orElse("");
    }

    @Override
    public String place() {
        return reader().position()
                .map(SourcePosition::place)
                .orElseGet(() -> "record " + splitOutputs.emitted() + " since the reader began");
    }

    private SourceReader<Object, SourceSplit> reader() {
        return Objects.requireNonNull(reader, "the reader was not started");
    }

    @Override
    public Progress poll() throws Exception {
        CompletableFuture<Void> pending = awaited;
        if (pending != null) {
            if (!pending.isDone()) {
                return Progress.NOTHING;
            }
            awaited = null;
        }
        if (mustWait()) {
            return Progress.NOTHING;
        }
        long before = splitOutputs.emitted();
        for (int i = 0; i < POLLS_PER_TURN; i++) {
            InputStatus status = reader().pollNext(splitOutputs);
            if (status == InputStatus.END_OF_INPUT) {
                over = true;
                splitOutputs.end();
                if (alignment != null) {
                    context().task().eventTimes().reached(alignment.group(), Long.MAX_VALUE);
                }
                if (partnerListens && !partnerEnded) {
                    links.toEnumerator(SourceWire.plain(SourceWire.FINISHED));
                }
                return Progress.END;
            }
            if (status == InputStatus.NOTHING_AVAILABLE) {
                awaitReader();
                return awaited == null ? Progress.MORE : Progress.NOTHING;
            }
            if (mustWait()) {
                return Progress.NOTHING;
            }
            if (splitOutputs.emitted() - before >= RECORDS_PER_TURN) {
                break;
            }
        }
        return Progress.MORE;
    }

    private void awaitReader() {
        CompletableFuture<Void> available = reader().isAvailable();
        if (!available.isDone()) {
            awaited = available;
            Wakeup signal = Objects.requireNonNull(wakeup);
            CompletableFuture<Void> unused = available.whenComplete((done, failure) -> signal.signal());
        }
    }

    @Override
    public void onMessage(int from, byte[] payload) throws Exception {
        if (reader == null) {
            // This instance had ended before the checkpoint it was restored from.
            if (payload[0] == SourceWire.HELLO) {
                links.toEnumerator(SourceWire.plain(SourceWire.FINISHED));
            }
            return;
        }
        switch (payload[0]) {
            case SourceWire.HELLO -> {
                partnerListens = true;
                if (over) {
                    links.toEnumerator(SourceWire.plain(SourceWire.FINISHED));
                    return;
                }
                links.toEnumerator(SourceWire.withText(SourceWire.REGISTER, getLocalHostName()));
                unsaid.forEach(links::toEnumerator);
                unsaid.clear();
            }
            case SourceWire.ASSIGN -> reader().addSplits(SourceWire.splits(payload, splitSerializer));
            case SourceWire.NO_MORE -> noMoreSplits();
            case SourceWire.EVENT -> reader().handleSourceEvents(SourceWire.event(payload, getUserCodeClassLoader()));
            default -> throw new IllegalStateException("An enumerator sent a message of kind " + payload[0] + ".");
        }
        // The reader may have changed its mind about what is available.
        awaited = null;
    }

    @Override
    public void onPartnerEnded() {
        partnerEnded = true;
        if (reader != null) {
            noMoreSplits();
        }
        awaited = null;
    }

    private void noMoreSplits() {
        if (!noMoreSplits) {
            noMoreSplits = true;
            reader().notifyNoMoreSplits();
        }
    }

    private void say(byte[] message) {
        if (partnerEnded) {
            return;
        }
        if (partnerListens) {
            links.toEnumerator(message);
        } else {
            unsaid.add(message);
        }
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        // One that had finished before the task started has no splits.
        List<SourceSplit> splits = reader == null ? List.of() : reader.snapshotState(checkpoint.checkpointId());
        for (SourceSplit split : splits) {
            // One segment each, so that a restore with another parallelism can deal them out.
            BinaryWriter bytes = new BinaryWriter(128);
            SourceWire.writeList(bytes, List.of(split), splitSerializer);
            byte[] frozen = bytes.toBytes();
            checkpoint.add(
                    StateKind.OPERATOR_LIST,
                    STATE,
                    FORMAT,
                    0,
                    0,
                    out -> out.writer().writeBytes(frozen));
        }
        context().snapshotState(checkpoint);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        if (reader != null) {
            reader.notifyCheckpointComplete(checkpointId);
        }
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        if (reader != null) {
            reader.notifyCheckpointAborted(checkpointId);
        }
    }

    @Override
    public void close() throws Exception {
        over = true;
        splitOutputs.close();
        if (reader != null) {
            reader.close();
        }
        context().closeState();
    }

    @Override
    public MetricGroup metricGroup() {
        return context().metrics();
    }

    @Override
    public Configuration getConfiguration() {
        return context().task().job().config().toConfiguration();
    }

    @Override
    public String getLocalHostName() {
        return context().task().facts().host();
    }

    @Override
    public int getIndexOfSubtask() {
        return context().task().facts().subtask();
    }

    @Override
    public int currentParallelism() {
        return context().task().facts().parallelism();
    }

    @Override
    public void sendSplitRequest() {
        say(SourceWire.withText(SourceWire.REQUEST, getLocalHostName()));
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
        say(SourceWire.event(sourceEvent));
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return context().task().job().userCode().classLoader();
    }

    @Override
    public long currentProcessingTime() {
        return context().processingTimeMs();
    }

    @Override
    public <T> T decode(byte[] bytes, TypeInformation<T> type) {
        return context().serializers().of(type).read(new BinaryReader(bytes));
    }

    @Override
    public Executor ioExecutor() {
        return context().task().io();
    }

    @Override
    public void completeAt(long processingTime, CompletableFuture<Void> future) {
        context().task().timers().at(processingTime, due -> future.complete(null));
    }
}
