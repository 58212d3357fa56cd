package io.heddle.engine.network;

/** Wakes the consuming task. Called on a net thread: offer to the mailbox and return. */
public interface ReceiverListener {
    /** There is something to poll; called once after {@link ReceiverChannel#poll()} returned null. */
    void onReadable();

    /** The channel is broken; what was not polled yet is lost. Called at most once. */
    void onFailed(ChannelFailure failure);
}
