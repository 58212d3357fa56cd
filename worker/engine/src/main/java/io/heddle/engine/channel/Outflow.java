package io.heddle.engine.channel;

import io.heddle.core.agent.Wakeup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What all ways out of one task have in common: which open batches wait to leave, which channels are full, and how much
 * went out. Only channels that carry something are looked at, never all. Task thread only.
 */
public final class Outflow {
    static final long NOT_SEEN = Long.MIN_VALUE;
    private static final long PARK_NS = 10_000_000;

    private final List<OutputChannel> dirty = new ArrayList<>();
    private final List<OutputChannel> blocked = new ArrayList<>();
    private final Wakeup wakeup;
    private final BooleanSupplier cancelled;
    private long nextFlushMs = Long.MAX_VALUE;
    private long recordsOut;
    private long bytesOut;
    private long parkedTurns;

    /**
     * Makes the account of one task.
     *
     * @param cancelled asked while a record waits for room in the middle of user code
     */
    public Outflow(Wakeup wakeup, BooleanSupplier cancelled) {
        this.wakeup = wakeup;
        this.cancelled = cancelled;
    }

    Wakeup wakeup() {
        return wakeup;
    }

    void becameDirty(OutputChannel channel) {
        if (!channel.listedDirty) {
            channel.listedDirty = true;
            channel.dirtySinceMs = NOT_SEEN;
            dirty.add(channel);
        }
    }

    void becameBlocked(OutputChannel channel) {
        if (!channel.listedBlocked) {
            channel.listedBlocked = true;
            blocked.add(channel);
        }
    }

    void sent(int records, long bytes) {
        recordsOut += records;
        bytesOut += bytes;
    }

    /** Parks inside a record's processing until the channel has caught up: one record has emitted more than the overdraft. */
    void parkUntilRoom(OutputChannel channel) {
        while (!channel.catchUp()) {
            if (cancelled.getAsBoolean()) {
                throw new CancelledWhileEmitting();
            }
            parkedTurns++;
            wakeup.await(PARK_NS);
        }
    }

    /** Whether the task may take more input; tries to send what did not fit before. */
    public boolean hasRoom() {
        if (blocked.isEmpty()) {
            return true;
        }
        for (int i = blocked.size() - 1; i >= 0; i--) {
            OutputChannel channel = blocked.get(i);
            if (channel.catchUp()) {
                channel.listedBlocked = false;
                swapOut(blocked, i);
            }
        }
        return blocked.isEmpty();
    }

    /**
     * The adaptive flush at the end of a turn: an open batch leaves when its receiver is idle or its time is up.
     *
     * @param parking whether the task is about to park, so that a receiver that becomes idle must wake it
     */
    public void turnEnded(long nowMs, boolean parking) {
        if (dirty.isEmpty()) {
            nextFlushMs = Long.MAX_VALUE;
            return;
        }
        long next = Long.MAX_VALUE;
        for (int i = dirty.size() - 1; i >= 0; i--) {
            OutputChannel channel = dirty.get(i);
            if (channel.isDirty() && !mayLeave(channel, nowMs, parking)) {
                next = Math.min(next, deadlineMs(channel));
                continue;
            }
            if (channel.isDirty()) {
                channel.flush();
            }
            channel.listedDirty = false;
            swapOut(dirty, i);
        }
        nextFlushMs = next;
    }

    private static long deadlineMs(OutputChannel channel) {
        return channel.bufferTimeoutMs() < 0 ? Long.MAX_VALUE : channel.dirtySinceMs + channel.bufferTimeoutMs();
    }

    private static boolean mayLeave(OutputChannel channel, long nowMs, boolean parking) {
        if (channel.bufferTimeoutMs() < 0) {
            return false;
        }
        if (channel.dirtySinceMs == NOT_SEEN) {
            channel.dirtySinceMs = nowMs;
        }
        if (channel.isReceiverIdle() || nowMs >= deadlineMs(channel)) {
            return true;
        }
        return parking && !channel.awaitReceiverIdle();
    }

    private static void swapOut(List<OutputChannel> list, int index) {
        OutputChannel last = list.remove(list.size() - 1);
        if (index < list.size()) {
            list.set(index, last);
        }
    }

    /** Monotonic time at which an open batch must leave at the latest. */
    public long nextFlushMs() {
        return nextFlushMs;
    }

    public long recordsOut() {
        return recordsOut;
    }

    public long bytesOut() {
        return bytesOut;
    }

    /** How often the task had to wait in the middle of a record. */
    public long parkedTurns() {
        return parkedTurns;
    }

    /** Thrown through user code when the task is cancelled while a record waits for room. */
    public static final class CancelledWhileEmitting extends RuntimeException {
        CancelledWhileEmitting() {
            super("The task was cancelled while it waited for room in an output channel.", null, false, false);
        }
    }
}
