package io.heddle.engine.network;

/** Wakes the producing task. Called on a net thread: offer to the mailbox and return. */
public interface SenderListener {
    /** There is room again; called once after {@link SenderChannel#request()} or {@code hasRoom} said no. */
    void onRoom();

    /**
     * The receiver has consumed everything that was sent; called once after {@link SenderChannel#receiverIdle()} said
     * no. A partly filled buffer should leave now.
     */
    void onReceiverIdle();

    /** The consuming task sent something back: a request for work, an acknowledgement. */
    void onBackward(byte[] payload);

    /** The consuming task closed its end in good order: it wants no more data. */
    void onReceiverClosed();

    /** The channel is broken; nothing more will be delivered. Called at most once. */
    void onFailed(ChannelFailure failure);
}
