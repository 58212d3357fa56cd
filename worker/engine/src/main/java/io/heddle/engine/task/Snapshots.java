package io.heddle.engine.task;

import io.heddle.core.agent.Wakeup;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.engine.channel.StreamEvent.Barrier;
import io.heddle.engine.snapshot.BytesRead;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentLabel;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import io.heddle.engine.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task's side of checkpoints: freezes on the task's thread, writes on an I/O thread, reports. */
final class Snapshots {
    static final String IN_FLIGHT_FORMAT = "in-flight/1";

    private final TaskSetup setup;
    private final Wakeup wakeup;
    /** Checkpoints given up while their bytes are being written. Task thread adds, I/O threads look. */
    private final Set<Long> aborted = ConcurrentHashMap.newKeySet();

    /** The directories of checkpoints that the task has taken part in and that have not come to an end. */
    private final Map<Long, String> begun = new HashMap<>();

    private final AtomicInteger writing = new AtomicInteger();
    private final BytesRead read = new BytesRead();

    Snapshots(TaskSetup setup, Wakeup wakeup) {
        this.setup = setup;
        this.wakeup = wakeup;
    }

    /** What the operator of that id starts from. */
    OperatorRestore restore(String operatorId) {
        TaskRestore restore = setup.restore();
        if (restore == null) {
            return OperatorRestore.NONE;
        }
        List<RestoredSegment> segments = new ArrayList<>();
        for (OperatorSnapshot operator : restore.operators()) {
            if (operator.operatorId().equals(operatorId)) {
                for (Segment segment : operator.segments()) {
                    segments.add(restored(segment, restore));
                }
            }
        }
        return new OperatorRestore(true, restore.checkpointId(), segments);
    }

    /** One segment of what the task starts from. */
    RestoredSegment restored(Segment segment, TaskRestore restore) {
        return setup.services().snapshots().restored(segment, restore.checkpointId(), restore.directory(), read);
    }

    /** What was read until now of what the task starts from. */
    BytesRead read() {
        return read;
    }

    /** The frozen state of the whole chain; to be {@link #write written} or released. */
    static final class FrozenTask {
        private final Barrier barrier;
        private final Map<String, Frozen> byOperator = new LinkedHashMap<>();
        private long syncMs;
        private long frozenMs;
        private boolean released;

        private FrozenTask(Barrier barrier) {
            this.barrier = barrier;
        }

        Barrier barrier() {
            return barrier;
        }

        /** Adds records in flight to the state of the operator that they go to. */
        void addInFlight(String operatorId, String origin, int producer, byte[] records) {
            byOperator
                    .computeIfAbsent(operatorId, id -> new Frozen(barrier))
                    .add(
                            StateKind.INPUT_CHANNEL,
                            origin,
                            IN_FLIGHT_FORMAT,
                            0,
                            producer,
                            out -> out.writer().writeBytes(records));
        }

        /** By whoever has it: the task until it is being written, then I/O threads one after the other. */
        void release() {
            if (!released) {
                released = true;
                byOperator.values().forEach(Frozen::release);
            }
        }
    }

    /** Freezes the chain's state; the barrier has gone out before. */
    FrozenTask freeze(Chain chain, Barrier barrier) throws Exception {
        long startNs = setup.services().clock().nanoTime();
        FrozenTask frozen = new FrozenTask(barrier);
        try {
            for (int i = 0; i < chain.operators().size(); i++) {
                Frozen state = new Frozen(barrier);
                frozen.byOperator.put(chain.operatorId(i), state);
                chain.operators().get(i).snapshot(state);
            }
        } catch (Exception e) {
            frozen.release();
            throw e;
        }
        begun.put(barrier.checkpointId(), barrier.directory());
        long frozenNs = setup.services().clock().nanoTime();
        frozen.syncMs = (frozenNs - startNs) / 1_000_000;
        frozen.frozenMs = frozenNs / 1_000_000;
        return frozen;
    }

    /** Has the frozen state written; then it is reported and released. */
    void write(FrozenTask frozen, long alignmentMs, boolean finished) {
        long id = frozen.barrier.checkpointId();
        String directory = frozen.barrier.directory();
        TaskSnapshot timing = new TaskSnapshot(List.of(), finished, alignmentMs, frozen.syncMs, frozen.frozenMs, 0, 0);
        writing.incrementAndGet();
        SnapshotStore.PartWriter writer = part -> {
            if (aborted.remove(id)) {
                throw new SnapshotStore.GivenUp(directory);
            }
            AtomicInteger next = new AtomicInteger();
            for (Frozen state : frozen.byOperator.values()) {
                for (SegmentSource source : state.sources) {
                    source.write(new Written(part, state.segments, next));
                }
            }
            frozen.release();
        };
        setup.services()
                .snapshots()
                .write(setup.facts().execution(), id, directory, writer, new Report(frozen, timing));
    }

    /** Tells the worker what has become of the task's part. I/O thread. */
    private final class Report implements SnapshotStore.Outcome {
        private final FrozenTask frozen;
        /** With the time at which the state was frozen in place of the time that writing took. */
        private final TaskSnapshot timing;

        Report(FrozenTask frozen, TaskSnapshot timing) {
            this.frozen = frozen;
            this.timing = timing;
        }

        @Override
        public void durable(List<Slice> slices) {
            TaskSnapshot snapshot = described(frozen.byOperator, slices, timing);
            setup.services().reports().acknowledged(setup.facts().execution(), frozen.barrier.checkpointId(), snapshot);
            end();
        }

        @Override
        public void failed(Exception reason) {
            frozen.release();
            if (!(reason instanceof SnapshotStore.GivenUp)) {
                setup.services()
                        .reports()
                        .declined(
                                setup.facts().execution(),
                                frozen.barrier.checkpointId(),
                                FailureInfo.of(FaultCategory.EXTERNAL, reason));
            }
            end();
        }

        private void end() {
            writing.decrementAndGet();
            wakeup.signal();
        }
    }

    /** Whether something is on its way to the disk. */
    boolean isWriting() {
        return writing.get() > 0;
    }

    private TaskSnapshot described(Map<String, Frozen> frozen, List<Slice> slices, TaskSnapshot timing) {
        List<OperatorSnapshot> operators = new ArrayList<>();
        long uploaded = 0;
        long all = 0;
        for (Slice slice : slices) {
            uploaded += slice.length();
        }
        for (Map.Entry<String, Frozen> entry : frozen.entrySet()) {
            List<Segment> segments = new ArrayList<>();
            for (Placed placed : entry.getValue().segments) {
                Slice slice = placed.place(slices);
                all += slice.length();
                segments.add(placed.label.at(slice));
            }
            if (!segments.isEmpty()) {
                operators.add(new OperatorSnapshot(entry.getKey(), segments));
            }
        }
        long asyncMs = setup.services().clock().nanoTime() / 1_000_000 - timing.asyncMs();
        return new TaskSnapshot(
                operators, timing.finished(), timing.alignmentMs(), timing.syncMs(), asyncMs, uploaded, all);
    }

    void completed(long checkpointId) {
        begun.keySet().removeIf(id -> id <= checkpointId);
        aborted.removeIf(id -> id <= checkpointId);
    }

    void abort(long checkpointId) {
        String directory = begun.remove(checkpointId);
        if (directory != null) {
            aborted.add(checkpointId);
            // The worker has said so before; but this task may have handed its part over after that.
            setup.services().snapshots().abandoned(directory);
        }
    }

    /**
     * A segment and where it is.
     *
     * @param slice known already, or null: then the slice of that number among those written now
     * @param written told when it is durable
     */
    private record Placed(SegmentLabel label, @Nullable Slice slice, int number, Consumer<Slice> written) {
        Slice place(List<Slice> slices) {
            if (slice != null) {
                return slice;
            }
            Slice now = slices.get(number);
            written.accept(now);
            return now;
        }
    }

    /** Puts segments into the task's part, and remembers their order. I/O thread. */
    private static final class Written implements SegmentTarget {
        private final SnapshotStore.Part part;
        private final List<Placed> segments;
        private final AtomicInteger next;

        Written(SnapshotStore.Part part, List<Placed> segments, AtomicInteger next) {
            this.part = part;
            this.segments = segments;
            this.next = next;
        }

        @Override
        public void write(SegmentLabel label, SegmentBody body) throws IOException {
            body.write(part.open());
            part.close();
            segments.add(new Placed(label, null, next.getAndIncrement(), slice -> {}));
        }

        @Override
        public void writeShared(SegmentLabel label, SegmentBody body, Consumer<Slice> written) throws IOException {
            body.write(part.openShared());
            part.close();
            segments.add(new Placed(label, null, next.getAndIncrement(), written));
        }

        @Override
        public void refer(SegmentLabel label, Slice slice) {
            part.refer(slice);
            segments.add(new Placed(label, slice, -1, same -> {}));
        }
    }

    /** The frozen state of one operator. */
    private static final class Frozen implements OperatorCheckpoint {
        private final Barrier barrier;
        private final List<SegmentSource> sources = new ArrayList<>();
        /** Filled on the I/O thread. */
        private final List<Placed> segments = new ArrayList<>();

        Frozen(Barrier barrier) {
            this.barrier = barrier;
        }

        @Override
        public long checkpointId() {
            return barrier.checkpointId();
        }

        @Override
        public CheckpointKind kind() {
            return barrier.kind();
        }

        @Override
        public long startedMs() {
            return barrier.startedMs();
        }

        @Override
        public String home() {
            return SnapshotStore.home(barrier.directory());
        }

        @Override
        public void add(SegmentSource source) {
            sources.add(source);
        }

        void release() {
            sources.forEach(SegmentSource::release);
        }
    }
}
