package io.heddle.am.yarn;

import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;

/** The NodeManagers as {@link YarnFleet} needs them. Nothing blocks: calls are made by I/O threads. */
interface NodeManagerLink {

    /** Starts a worker; what goes wrong is reported as an event. */
    void start(Container container);

    /** Stops a container at once instead of with the next word between ResourceManager and NodeManager. */
    void stop(ContainerId container, NodeId node);
}
