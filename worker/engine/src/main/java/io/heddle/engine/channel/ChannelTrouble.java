package io.heddle.engine.channel;

/** Told that a channel to another worker is broken. Called on any thread: put it into the mailbox and return. */
@FunctionalInterface
public interface ChannelTrouble {

    /**
     * The channel will deliver nothing more.
     *
     * @param what one sentence for people
     * @param peerLost whether the other worker is the reason, rather than this one or the bytes
     */
    void onBroken(String what, boolean peerLost);
}
