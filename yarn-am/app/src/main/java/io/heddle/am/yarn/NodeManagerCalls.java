package io.heddle.am.yarn;

import io.heddle.coordinator.port.Event;
import io.heddle.core.agent.IoPool;
import io.heddle.core.control.WorkerId;
import java.io.IOException;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Launches and stops containers on the I/O pool: one blocking call each. */
final class NodeManagerCalls implements NodeManagerLink {
    private static final Logger LOG = LogManager.getLogger(NodeManagerCalls.class);

    private final NMClient client;
    private final LaunchContexts contexts;
    private final IoPool io;
    private final YarnSink sink;

    NodeManagerCalls(NMClient client, LaunchContexts contexts, IoPool io, YarnSink sink) {
        this.client = client;
        this.contexts = contexts;
        this.io = io;
        this.sink = sink;
    }

    @Override
    public void start(Container container) {
        io.submit(() -> {
            try {
                client.startContainer(container, contexts.next());
                LOG.info("Started a worker in {} on {}", container.getId(), container.getNodeId());
            } catch (YarnException | IOException | RuntimeException e) {
                LOG.warn("Could not start a worker in {}", container.getId(), e);
                String reason =
                        "NodeManager " + container.getNodeId() + " did not start the container: " + e.getMessage();
                sink.event(new Event.ContainerLaunchFailed(
                        new WorkerId(container.getId().toString()), reason));
            }
        });
    }

    @Override
    public void stop(ContainerId container, NodeId node) {
        io.submit(() -> {
            try {
                client.stopContainer(container, node);
            } catch (YarnException | IOException | RuntimeException e) {
                // The ResourceManager has been told too and stops it through the NodeManager's heartbeat.
                LOG.debug("{} was not stopped directly: {}", container, e.toString());
            }
        });
    }
}
