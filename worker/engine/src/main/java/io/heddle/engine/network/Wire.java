package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import io.netty.buffer.ByteBuf;

/** One connection's bytes: a socket, or in tests and local mode a direct call. Used on the link's net thread. */
interface Wire {
    /** Whether more may be written now; when it can again, {@link Link#onWritable()} is called. */
    boolean writable();

    /** Queues a frame, which the wire releases. */
    void write(ByteBuf frame);

    void flush();

    /** Ends the connection; {@link Link#lost} follows unless it caused this. */
    void close();

    /** Makes connections to other workers. */
    interface Dialer {
        /** Later calls {@link Link#connected} or {@link Link#lost} on the link's executor. */
        void dial(WorkerAddress to, Link link);
    }
}
