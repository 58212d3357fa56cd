package io.heddle.core.transport;

/** One open, or opening, or closed way to another process. Safe from any thread. */
public interface Connection {
    /** The other side's address, for logs. */
    String peer();

    /**
     * Queues a message of any size up to 1 GiB; it is not copied, so the caller must not change it afterwards.
     *
     * @return false if the connection is not open; a message that was accepted may still be lost with the connection
     */
    boolean send(byte[] message);

    /** Like {@link #send}, but overtakes what waits, even in the middle of a large message: for heartbeats. */
    boolean sendUrgent(byte[] message);

    /** Bytes that wait to be handed to the operating system. */
    long queuedBytes();

    /** Closes it; what was queued is dropped. Twice is as good as once. */
    void close(String reason);
}
