package io.heddle.am.yarn;

import java.util.List;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;

/** The ResourceManager as {@link YarnFleet} needs it. Requests are sent at once, the rest with the next heartbeat; nothing blocks. */
interface ResourceManagerLink {
    void ask(List<ContainerRequest> requests);

    void withdraw(ContainerRequest request);

    void release(ContainerId container);

    /** Adds hosts to and removes hosts from those on which nothing is wanted. */
    void exclude(List<String> added, List<String> removed);

    /** How often to speak with it from the next heartbeat on. */
    void heartbeatEvery(int intervalMs);
}
