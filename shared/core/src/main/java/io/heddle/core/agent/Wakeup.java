package io.heddle.core.agent;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the thread that owns an agent. Signals are never lost: one that arrives while the owner is busy makes the next
 * park return at once.
 */
public final class Wakeup {
    private volatile @Nullable Thread owner;
    private volatile boolean signalled;

    /** Wakes the owner, or makes its next {@link #await} return at once. Any thread; cheap when already signalled. */
    public void signal() {
        // What the caller did before must be seen by the turn that takes the signal, even if an ordered store published
        // it.
        VarHandle.fullFence();
        if (!signalled) {
            signalled = true;
            Thread thread = owner;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }

    /** Waits for a signal, at most {@code nanos}; takes the signal. Owner thread only. */
    public void await(long nanos) {
        owner = Thread.currentThread();
        if (!signalled && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
        signalled = false;
    }
}
