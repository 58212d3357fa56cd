package io.heddle.core.control;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A message between the master and a worker. Every one carries the epoch of the master that it belongs to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@")
public sealed interface ControlMessage permits ToWorker, FromWorker {

    /** The sender's epoch, or the highest epoch that the sending worker has accepted. */
    Epoch epoch();
}
