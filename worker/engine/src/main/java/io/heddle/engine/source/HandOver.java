package io.heddle.engine.source;

import io.heddle.api.eventtime.Watermark;
import io.heddle.api.functions.SourceFunction;
import io.heddle.core.agent.Wakeup;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Outputs;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * From a source function's thread to its task: records, timestamps and watermarks, in order. Bounded, except while the task
 * waits for the checkpoint lock, which the function may be holding.
 *
 * <p>The context's methods belong to the function's thread (or to whoever holds the lock), {@link #drain} to the task's.
 */
final class HandOver implements SourceFunction.SourceContext<Object> {
    private static final int MOST_WAITING = 8192;
    private static final int LOOK_EVERY = 64;
    private static final long PARK_NS = 5_000_000;

    /** A record with a timestamp; one without travels as it is. */
    private record Stamped(Object value, long timestampMs) {}

    /** A change of idleness. */
    private record Idle(boolean idle) {}

    private final Object checkpointLock;
    private final SpscUnboundedArrayQueue<Object> queue = new SpscUnboundedArrayQueue<>(1024);
    private final AtomicReference<@Nullable Wakeup> task = new AtomicReference<>();
    private final Wakeup loop = new Wakeup();
    private final AtomicBoolean unbounded = new AtomicBoolean();
    private final AtomicBoolean taskWaits = new AtomicBoolean(true);
    private final AtomicBoolean loopWaits = new AtomicBoolean();
    private final AtomicBoolean loopEnded = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> loopFailure = new AtomicReference<>();
    /** Function's thread. */
    private int sinceLook;

    /** Function's thread. */
    private boolean idle;

    /** Task's thread. */
    private long watermarkMs = Long.MIN_VALUE;

    /** Task's thread. */
    private long taken;

    HandOver(Object checkpointLock) {
        this.checkpointLock = checkpointLock;
    }

    void attach(Wakeup wakeup) {
        task.set(wakeup);
    }

    @Override
    public void collect(Object element) {
        // A record of a type of ours could be mistaken for a mark.
        put(
                element instanceof Stamped || element instanceof Idle || element instanceof Watermark
                        ? new Stamped(element, Input.NO_TIMESTAMP)
                        : element);
    }

    @Override
    public void collectWithTimestamp(Object element, long timestamp) {
        put(new Stamped(element, timestamp));
    }

    @Override
    public void emitWatermark(Watermark mark) {
        put(mark);
    }

    @Override
    public void markAsTemporarilyIdle() {
        if (!idle) {
            put(new Idle(true));
            idle = true;
        }
    }

    @Override
    public Object getCheckpointLock() {
        return checkpointLock;
    }

    @Override
    public void close() {}

    private void put(Object each) {
        if (idle) {
            idle = false;
            queue.offer(new Idle(false));
        }
        queue.offer(each);
        // The queue publishes by ordered stores, which the processor may delay until after a look at a flag.
        VarHandle.fullFence();
        if (taskWaits.get() && taskWaits.compareAndSet(true, false)) {
            wakeTask();
        }
        if (++sinceLook >= LOOK_EVERY) {
            sinceLook = 0;
            while (queue.size() > MOST_WAITING && !unbounded.get()) {
                loopWaits.set(true);
                loop.await(PARK_NS);
            }
        }
    }

    private void wakeTask() {
        Wakeup wakeup = task.get();
        if (wakeup != null) {
            wakeup.signal();
        }
    }

    void loopEnded(@Nullable Throwable failure) {
        loopFailure.set(failure);
        loopEnded.set(true);
        wakeTask();
    }

    boolean isLoopEnded() {
        return loopEnded.get();
    }

    @Nullable
    Throwable loopFailure() {
        return loopFailure.get();
    }

    /** Whether the function may hand over without bound. */
    void unbounded(boolean now) {
        unbounded.set(now);
        loop.signal();
    }

    /** How many records were emitted. Task's thread. */
    long taken() {
        return taken;
    }

    /** Emits what was handed over, at most so much; returns how much. */
    int drain(Outputs outputs, int limit) throws Exception {
        int count = 0;
        while (count < limit) {
            Object next = queue.poll();
            if (next == null) {
                taskWaits.set(true);
                next = queue.poll();
                if (next == null) {
                    break;
                }
            }
            count++;
            emit(next, outputs);
        }
        if (loopWaits.get() && queue.size() < MOST_WAITING / 2 && loopWaits.compareAndSet(true, false)) {
            loop.signal();
        }
        return count;
    }

    private void emit(Object next, Outputs outputs) throws Exception {
        if (next instanceof Stamped stamped) {
            taken++;
            outputs.main().record(stamped.value(), stamped.timestampMs());
        } else if (next instanceof Watermark mark) {
            if (mark.getTimestamp() > watermarkMs) {
                watermarkMs = mark.getTimestamp();
                outputs.watermark(watermarkMs);
            }
        } else if (next instanceof Idle change) {
            outputs.idle(change.idle());
        } else {
            taken++;
            outputs.main().record(next, Input.NO_TIMESTAMP);
        }
    }
}
