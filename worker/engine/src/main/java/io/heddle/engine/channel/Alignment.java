package io.heddle.engine.channel;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the barriers of one checkpoint over the channels of a gate. Exactly once: a channel that has delivered its
 * barrier is held until all others have; at least once: it is only counted. A later checkpoint's barrier ends an earlier
 * one that has not come together. Task thread only.
 */
public final class Alignment {
    private final InputGate gate;
    private final BitSet arrived = new BitSet();
    /** Checkpoints that were given up, some perhaps before their first barrier came. */
    private final Set<Long> abandoned = new HashSet<>();

    private StreamEvent.@Nullable Barrier pending;
    private long pendingSinceMs;
    private long lastId = -1;

    public Alignment(InputGate gate) {
        this.gate = gate;
    }

    /** What a barrier or an end has brought about. */
    public sealed interface Outcome {
        /** Nothing yet. */
        record Waiting() implements Outcome {}

        /** All barriers are here: take the checkpoint, then call {@link Alignment#release()}. */
        record Complete(StreamEvent.Barrier barrier, long alignmentMs) implements Outcome {}

        /** The barrier replaced a checkpoint that had not come together: decline that one; the new one is collected. */
        record Replaced(long abandonedId, Outcome then) implements Outcome {}
    }

    private static final Outcome WAITING = new Outcome.Waiting();

    /** A barrier has come over {@code channel}. */
    public Outcome onBarrier(GateChannel channel, StreamEvent.Barrier barrier, long nowMs) {
        if (barrier.checkpointId() <= lastId || abandoned.contains(barrier.checkpointId())) {
            return WAITING;
        }
        StreamEvent.Barrier collecting = pending;
        if (collecting != null && barrier.checkpointId() < collecting.checkpointId()) {
            return WAITING;
        }
        long replaced = -1;
        if (collecting != null && barrier.checkpointId() > collecting.checkpointId()) {
            replaced = collecting.checkpointId();
            drop();
            collecting = null;
        }
        if (collecting == null) {
            pending = barrier;
            pendingSinceMs = nowMs;
        }
        arrived.set(channel.index());
        if (barrier.aligned()) {
            gate.hold(channel);
        }
        Outcome outcome = check(nowMs);
        return replaced >= 0 ? new Outcome.Replaced(replaced, outcome) : outcome;
    }

    /** The channel will deliver no barrier any more; call after the gate was told. */
    public Outcome onEnd(GateChannel channel, long nowMs) {
        arrived.clear(channel.index());
        return pending == null ? WAITING : check(nowMs);
    }

    private Outcome check(long nowMs) {
        StreamEvent.Barrier barrier = pending;
        if (barrier == null || arrived.cardinality() < gate.live()) {
            return WAITING;
        }
        return new Outcome.Complete(barrier, nowMs - pendingSinceMs);
    }

    /** The checkpoint was taken: read on. */
    public void release() {
        if (pending != null) {
            lastId = pending.checkpointId();
            abandoned.removeIf(id -> id <= lastId);
            drop();
        }
    }

    /** The checkpoint was given up; true if it was being collected here. Its late barriers are ignored. */
    public boolean abort(long checkpointId) {
        StreamEvent.Barrier collecting = pending;
        if (checkpointId > lastId) {
            abandoned.add(checkpointId);
        }
        if (collecting == null || collecting.checkpointId() != checkpointId) {
            return false;
        }
        drop();
        return true;
    }

    private void drop() {
        pending = null;
        arrived.clear();
        gate.releaseAll();
    }
}
