package io.heddle.core.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs jobs one after the other on the threads of a pool: what they share has one owner at a time without a thread of its
 * own. Jobs may block as the pool's other jobs may; what escapes one ends that job only.
 */
public final class Strand implements Executor {
    private final Executor pool;
    private final Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
    /** Jobs that were put in and have not run; whoever raises it from zero brings the strand to the pool. */
    private final AtomicInteger open = new AtomicInteger();

    public Strand(Executor pool) {
        this.pool = pool;
    }

    /** Runs {@code job} after all before it. Any thread. */
    @Override
    public void execute(Runnable job) {
        jobs.add(job);
        if (open.getAndIncrement() == 0) {
            pool.execute(this::runNext);
        }
    }

    private void runNext() {
        Runnable job = jobs.poll();
        try {
            if (job != null) {
                job.run();
            }
        } finally {
            if (open.decrementAndGet() > 0) {
                // To the back of the pool's queue, so that a long strand does not keep a thread from others.
                pool.execute(this::runNext);
            }
        }
    }
}
