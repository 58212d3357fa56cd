package io.heddle.engine.network;

import org.jspecify.annotations.Nullable;

/**
 * The producing end of a channel. Used by one task thread only.
 *
 * <p>Flushing is the task's choice: a buffer leaves when it is sent. The rule that keeps delay small without many
 * small frames: send a buffer when it is full, when {@link #receiverIdle()}, or when the buffer time-out has passed.
 * {@link SenderListener#onReceiverIdle()} tells when a receiver becomes idle, so nobody has to look at all channels.
 */
public interface SenderChannel extends AutoCloseable {
    ChannelId id();

    /**
     * An empty buffer to fill, or null if the channel has no room (the receiver gives no credit, or the network memory
     * is used up); {@link SenderListener#onRoom()} is called when it is worth trying again. Its capacity varies from a
     * few hundred bytes to the segment size, by how much the channel has been carrying and how much the receiver
     * takes, so records must be able to continue in the next buffer.
     */
    @Nullable
    NetworkBuffer request();

    /** Whether {@link #request()} would not be refused for lack of credit; the same wake-up promise. */
    boolean hasRoom();

    /** Hands over a buffer got from {@link #request()}, with as many bytes as were put into it, in order. */
    void send(NetworkBuffer buffer);

    /**
     * Sends an event in order with the data: a barrier, a watermark, a change of idleness. Never refused, so ask
     * {@link #hasRoom()} before taking input that causes events; thousands of unsent ones fail the channel.
     */
    void sendEvent(byte[] payload);

    /** Sends an event that overtakes everything not yet polled. Not subject to credit: for rare things only. */
    void sendPriorityEvent(byte[] payload);

    /** Whether the receiver has consumed all that was sent so far, so that it is waiting for more. */
    boolean receiverIdle();

    /** Bytes sent by the task that the receiver has not released yet. */
    long backlogBytes();

    /** Ends the stream in good order, after all that was sent; the receiver polls an END. */
    void finish();

    /** Breaks the channel; the receiver is told {@link ChannelFailure.Kind#PARTNER_FAILED} at once. */
    void fail(String reason);

    /** Lets go of the channel. Without {@link #finish()} before, the receiver is told that the producer failed. */
    @Override
    void close();
}
