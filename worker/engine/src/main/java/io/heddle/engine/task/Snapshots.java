package io.heddle.engine.task;

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
import io.heddle.engine.operator.Operator;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A task's side of checkpoints: freezes on the task's thread, writes on an I/O thread, reports. */
final class Snapshots {
    private final TaskSetup setup;
    /** Checkpoints given up while their bytes are being written. Task thread adds, I/O threads look. */
    private final Set<Long> aborted = ConcurrentHashMap.newKeySet();

    private final Set<Long> begun = new HashSet<>();

    Snapshots(TaskSetup setup) {
        this.setup = setup;
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
                    segments.add(setup.services()
                            .snapshots()
                            .restored(segment, restore.checkpointId(), restore.directory()));
                }
            }
        }
        return new OperatorRestore(true, restore.checkpointId(), segments);
    }

    /** Freezes the chain's state and has it written; the barrier has gone out before. */
    void take(Chain chain, Barrier barrier, long alignmentMs, boolean finished) throws Exception {
        long startNs = setup.services().clock().nanoTime();
        Map<String, Frozen> frozen = new LinkedHashMap<>();
        try {
            for (int i = 0; i < chain.operators().size(); i++) {
                Operator operator = chain.operators().get(i);
                Frozen state = new Frozen(barrier);
                frozen.put(chain.operatorId(i), state);
                operator.snapshot(state);
            }
        } catch (Exception e) {
            frozen.values().forEach(Frozen::release);
            throw e;
        }
        begun.add(barrier.checkpointId());
        long frozenNs = setup.services().clock().nanoTime();
        long syncMs = (frozenNs - startNs) / 1_000_000;
        setup.services()
                .io()
                .execute(() -> write(
                        frozen,
                        barrier,
                        new TaskSnapshot(List.of(), finished, alignmentMs, syncMs, frozenNs / 1_000_000, 0, 0)));
    }

    /** I/O thread. {@code timing.asyncMs} is the time at which the state was frozen. */
    private void write(Map<String, Frozen> frozen, Barrier barrier, TaskSnapshot timing) {
        long id = barrier.checkpointId();
        SnapshotStore.Part part = null;
        try {
            if (aborted.remove(id)) {
                return;
            }
            part = setup.services().snapshots().begin(setup.facts().execution(), id, barrier.directory());
            for (Frozen state : frozen.values()) {
                for (SegmentBody body : state.bodies) {
                    body.write(part.open());
                    part.close();
                }
            }
            List<Slice> slices = part.commit();
            part = null;
            setup.services().reports().acknowledged(setup.facts().execution(), id, described(frozen, slices, timing));
        } catch (IOException | RuntimeException e) {
            setup.services()
                    .reports()
                    .declined(setup.facts().execution(), id, FailureInfo.of(FaultCategory.EXTERNAL, e));
        } finally {
            if (part != null) {
                part.abort();
            }
            frozen.values().forEach(Frozen::release);
        }
    }

    private TaskSnapshot described(Map<String, Frozen> frozen, List<Slice> slices, TaskSnapshot timing) {
        List<OperatorSnapshot> operators = new ArrayList<>();
        int next = 0;
        long bytes = 0;
        for (Map.Entry<String, Frozen> entry : frozen.entrySet()) {
            List<Segment> segments = new ArrayList<>();
            for (Segment template : entry.getValue().templates) {
                Slice slice = slices.get(next++);
                bytes += slice.length();
                segments.add(new Segment(
                        template.kind(),
                        template.name(),
                        template.format(),
                        template.firstKeyGroup(),
                        template.lastKeyGroup(),
                        slice));
            }
            if (!segments.isEmpty()) {
                operators.add(new OperatorSnapshot(entry.getKey(), segments));
            }
        }
        long asyncMs = setup.services().clock().nanoTime() / 1_000_000 - timing.asyncMs();
        return new TaskSnapshot(
                operators, timing.finished(), timing.alignmentMs(), timing.syncMs(), asyncMs, bytes, bytes);
    }

    /** Whether this task has taken part in the checkpoint. */
    boolean hasBegun(long checkpointId) {
        return begun.contains(checkpointId);
    }

    void completed(long checkpointId) {
        begun.removeIf(id -> id <= checkpointId);
        aborted.removeIf(id -> id <= checkpointId);
    }

    void abort(long checkpointId) {
        if (begun.remove(checkpointId)) {
            aborted.add(checkpointId);
        }
    }

    private static final Slice NOT_WRITTEN = new Slice.Inline(new byte[0], 0);

    /** The frozen state of one operator. */
    private static final class Frozen implements OperatorCheckpoint {
        private final Barrier barrier;
        private final List<Segment> templates = new ArrayList<>();
        private final List<SegmentBody> bodies = new ArrayList<>();

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
        public void add(
                StateKind kind, String name, String format, int firstKeyGroup, int lastKeyGroup, SegmentBody body) {
            templates.add(new Segment(kind, name, format, firstKeyGroup, lastKeyGroup, NOT_WRITTEN));
            bodies.add(body);
        }

        void release() {
            bodies.forEach(SegmentBody::release);
        }
    }
}
