package io.heddle.engine.network;

import org.jspecify.annotations.Nullable;

/** The consuming end of a channel. Used by one task thread only; buffers may be released by any thread. */
public interface ReceiverChannel extends AutoCloseable {
    ChannelId id();

    /**
     * The next buffer or event, or null if there is none now; after null, the next arrival calls
     * {@link ReceiverListener#onReadable()} (a spare call may happen). What is returned must be released; releasing
     * gives the credit back to the producer. Not polling is how a task refuses input.
     */
    @Nullable
    NetworkBuffer poll();

    /** Bytes received and not yet released. */
    long queuedBytes();

    /** Sends a message back to the producing task, in order with other such messages. */
    void sendBackward(byte[] payload);

    /** Lets go of the channel; unpolled buffers are dropped and the producer is told that no more is wanted. */
    @Override
    void close();
}
