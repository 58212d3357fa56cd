package io.heddle.core.agent;

import io.heddle.core.time.Clock;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Gives an agent a thread of its own: turns while there is work, parks while there is none. */
public final class AgentRunner implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(AgentRunner.class);

    private final Agent agent;
    private final Wakeup wakeup;
    private final Clock clock;
    private final Consumer<Throwable> onFatal;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Makes the runner; {@link #start()} starts it.
     *
     * @param wakeup the wake-up that the agent's mailboxes signal
     * @param onFatal told, on the agent's thread, of whatever escapes a turn; the agent is then closed
     */
    public AgentRunner(Agent agent, Wakeup wakeup, Clock clock, Consumer<Throwable> onFatal) {
        this.agent = agent;
        this.wakeup = wakeup;
        this.clock = clock;
        this.onFatal = onFatal;
        this.thread = new Thread(this::run, agent.roleName());
        this.thread.setDaemon(true);
    }

    /** Sets the loader that code asking its thread for one is given; before {@link #start}. */
    public void userCode(ClassLoader loader) {
        thread.setContextClassLoader(loader);
    }

    public AgentRunner start() {
        thread.start();
        return this;
    }

    private void run() {
        Parking parking = new Parking();
        try {
            agent.onStart();
            while (!closed) {
                long nowMs = clock.monotonicMs();
                if (agent.doWork(nowMs) == 0) {
                    wakeup.await(parking.idleNs(agent.nextDeadlineMs() - nowMs));
                } else {
                    parking.worked();
                }
            }
        } catch (Throwable fatal) {
            LOG.error("Agent {} ended by an error", agent.roleName(), fatal);
            onFatal.accept(fatal);
        } finally {
            agent.onClose();
        }
    }

    /** Asks the agent to end after its current turn; does not wait. Any thread. */
    @Override
    public void close() {
        closed = true;
        wakeup.signal();
    }

    /** Waits until the agent's thread has ended, at most {@code timeoutMs}; true if it has. Never called by an agent. */
    public boolean awaitEnd(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
        return !thread.isAlive();
    }

    /** Interrupts the agent's thread: for user code that blocks. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Forgets an interrupt of the calling agent's thread, so that closing files and sockets works. */
    public static void clearInterrupt() {
        if (Thread.interrupted()) {
            LOG.debug(
                    "The interrupt of {} has done its work",
                    Thread.currentThread().getName());
        }
    }

    /** The stack of the agent's thread right now, for the report about user code that does not end. */
    public StackTraceElement[] stack() {
        return thread.getStackTrace();
    }
}
