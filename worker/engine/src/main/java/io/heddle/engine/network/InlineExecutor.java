package io.heddle.engine.network;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * Runs tasks on the thread that offers them, one at a time and never inside one another: what a caller offers while
 * another thread is at it, that thread runs. With one thread it is a deterministic net thread.
 */
final class InlineExecutor implements Executor {
    private final MpscUnboundedArrayQueue<Runnable> queue = new MpscUnboundedArrayQueue<>(64);
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        queue.offer(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = queue.poll();
            if (next != null) {
                next.run();
            }
        } while (waiting.decrementAndGet() != 0);
    }
}
