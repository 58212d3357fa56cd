package io.heddle.engine.network;

/**
 * Why a channel ended before its data did.
 *
 * @param kind who must act on it
 * @param reason one sentence for the log and the exceptions page, naming the peer
 */
public record ChannelFailure(Kind kind, String reason) {
    /** Who broke the channel. */
    public enum Kind {
        /** The other worker is gone, cut off, or could not be reached. */
        LOST_PEER,
        /** The other task did not show up within the pending time-out. */
        NO_PARTNER,
        /** The other task said that it failed. */
        PARTNER_FAILED,
        /** Bytes that break the protocol or its checksum; the connection is closed. */
        CORRUPT,
        /** This worker's own transport was closed. */
        CLOSED
    }
}
