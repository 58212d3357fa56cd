package io.heddle.core.agent;

import java.util.function.Consumer;
import org.jctools.queues.MpscArrayQueue;

/**
 * The one door into an agent: any thread offers, the owner drains. Bounded; "full" is an answer, not a wait.
 *
 * <p>The runner that owns the agent's thread sets the wake-up; without one (a stepped agent) offering wakes nobody.
 */
public final class Mailbox<M> {
    private final MpscArrayQueue<M> queue;
    private final Wakeup wakeup;

    public Mailbox(int capacity, Wakeup wakeup) {
        this.queue = new MpscArrayQueue<>(Math.max(2, capacity));
        this.wakeup = wakeup;
    }

    /** Puts a message in and wakes the owner; false when the mailbox is full. Any thread. */
    public boolean offer(M message) {
        boolean accepted = queue.offer(message);
        wakeup.signal();
        return accepted;
    }

    /** Hands at most {@code limit} messages to {@code handler}, in order. Owner thread only. */
    public int drain(Consumer<? super M> handler, int limit) {
        int count = 0;
        for (M message = queue.poll(); message != null; message = ++count < limit ? queue.poll() : null) {
            handler.accept(message);
        }
        return count;
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }
}
