package io.heddle.engine.channel;

/**
 * The producing end of a channel; belongs to the producing task's thread. Neither records nor events are ever refused:
 * what does not fit waits in an overdraft, and a task takes no input while there is one.
 */
public abstract class OutputChannel {
    private final Outflow outflow;
    private final long bufferTimeoutMs;

    /** Bookkeeping of {@link Outflow}: whether the channel is in its lists, and since when its open batch waits. */
    boolean listedDirty;

    boolean listedBlocked;
    long dirtySinceMs = Outflow.NOT_SEEN;

    OutputChannel(Outflow outflow, long bufferTimeoutMs) {
        this.outflow = outflow;
        this.bufferTimeoutMs = bufferTimeoutMs;
    }

    /** Adds a record to the open batch, which leaves when it is full. The record is handed over for good. */
    abstract void record(Object value, long timestampMs);

    /** Sends the open batch, then the event. */
    abstract void event(StreamEvent event);

    /** Whether records wait in the open batch. */
    abstract boolean isDirty();

    /** Whether the consumer has taken everything that was sent. */
    abstract boolean isReceiverIdle();

    /** Asks for one wake-up when the consumer has taken everything; false if it has already. */
    abstract boolean awaitReceiverIdle();

    /** Sends the open batch. */
    abstract void flush();

    /**
     * Tries to send what did not fit; true if nothing is left, so that input may be taken again. After false, one
     * wake-up follows when it is worth trying again.
     */
    abstract boolean catchUp();

    /** Lets go; what was sent stays readable only if the end of the partition was sent too. */
    public abstract void close();

    final Outflow outflow() {
        return outflow;
    }

    final long bufferTimeoutMs() {
        return bufferTimeoutMs;
    }
}
