package io.heddle.engine.worker;

import io.heddle.core.control.FromWorker;

/** A connection to the master. The worker-control thread only. */
public interface MasterLink {

    /** Hands a message over, in order; false if the connection is broken, which {@link Worker#linkLost} tells as well. */
    boolean send(FromWorker message);

    /** Lets go of the connection: the worker does not want this master. */
    void close();
}
