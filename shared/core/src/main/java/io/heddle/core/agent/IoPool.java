package io.heddle.core.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A bounded pool for calls that block (HDFS, launches, deletions). Jobs mail their results back; nobody waits here. */
public final class IoPool implements AutoCloseable {
    private final ThreadPoolExecutor pool;

    /**
     * Makes the pool.
     *
     * @param name threads are called {@code name-n}
     * @param threads how many calls may block at once
     */
    public IoPool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
            Thread thread = new Thread(job, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        // The queue has no bound, so only a closed pool refuses a job; it forgets those that wait, and later ones too.
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Runs {@code job} soon. The job itself reports its failure; what escapes it goes to the thread's handler. */
    public void submit(Runnable job) {
        pool.execute(job);
    }

    /** Runs {@code job} soon, for whoever wires a process and does something else until it needs the result. */
    public <T> CompletableFuture<T> call(Callable<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        submit(() -> {
            try {
                result.complete(job.call());
            } catch (Exception | LinkageError e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Jobs that wait for a thread. */
    public int backlog() {
        return pool.getQueue().size();
    }

    /** Interrupts the jobs that run and forgets all others, also those that come later: the process's work is over. */
    @Override
    public void close() {
        pool.shutdownNow();
    }

    /**
     * Waits until the jobs that ran when the pool was closed have ended, at most {@code timeoutMs}; true if they have. Never called by
     * a job.
     */
    public boolean awaitEnd(long timeoutMs) throws InterruptedException {
        return pool.awaitTermination(timeoutMs, TimeUnit.MILLISECONDS);
    }
}
