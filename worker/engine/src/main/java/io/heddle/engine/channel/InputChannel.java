package io.heddle.engine.channel;

import org.jspecify.annotations.Nullable;

/** The consuming end of a channel; belongs to the consuming task's thread. */
public interface InputChannel {

    /** The next element, or null if there is none now; the next arrival then calls the listener. */
    @Nullable
    Element poll();

    /** Whether {@link #poll} would give something. */
    boolean isReadable();

    /** Sends a message back to the producing task. */
    void sendBackward(byte[] payload);

    /** Lets go; the producer's further records are dropped. */
    void close();

    /** Bytes received so far, 0 where nothing is serialised. */
    default long bytesIn() {
        return 0;
    }
}
