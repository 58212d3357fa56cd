package io.heddle.core.agent;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread for code of the user's that has a loop of its own and cannot be stepped (a source function). It may touch nothing of
 * ours but what is made for hand-over.
 */
public final class ForeignLoop {
    /** Something that may fail. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws Exception what it fails with
         */
        void run() throws Exception;
    }

    private final Thread thread;

    /**
     * Makes the thread; {@link #start} starts it.
     *
     * @param ended told, on that thread, how the loop has ended: null if it returned
     */
    public ForeignLoop(String name, ClassLoader userCode, Action loop, Consumer<@Nullable Throwable> ended) {
        this.thread = new Thread(
                () -> {
                    Throwable failure = null;
                    try {
                        loop.run();
                    } catch (Throwable e) {
                        failure = e;
                    }
                    ended.accept(failure);
                },
                name);
        thread.setDaemon(true);
        thread.setContextClassLoader(userCode);
    }

    public void start() {
        thread.start();
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** Waits until the loop has ended, at most {@code timeoutMs}; true if it has. */
    public boolean awaitEnd(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
        return !thread.isAlive();
    }

    /** The loop's stack right now. */
    public StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    /** Runs {@code action} while holding the monitor of {@code lock}, which the loop takes too: a contract with old programs. */
    public static void locked(Object lock, Action action) throws Exception {
        synchronized (lock) {
            action.run();
        }
    }
}
