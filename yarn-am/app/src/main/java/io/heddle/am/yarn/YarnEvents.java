package io.heddle.am.yarn;

import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.Event.NodeCondition;
import io.heddle.core.control.WorkerId;
import java.util.List;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.UpdatedContainer;
import org.apache.hadoop.yarn.client.api.async.AMRMClientAsync;

/** The client's callbacks, on its own threads: each becomes a message to am-coordinator, nothing else. */
final class YarnEvents extends AMRMClientAsync.AbstractCallbackHandler {
    // A stream has no end that it could be half-way to.
    private static final float PROGRESS = 0.5f;

    private final YarnSink sink;

    YarnEvents(YarnSink sink) {
        this.sink = sink;
    }

    @Override
    public void onContainersAllocated(List<Container> containers) {
        sink.granted(containers);
    }

    @Override
    public void onContainersCompleted(List<ContainerStatus> statuses) {
        for (ContainerStatus status : statuses) {
            sink.completed(completed(status));
        }
    }

    static Event.ContainerCompleted completed(ContainerStatus status) {
        String diagnostics = status.getDiagnostics() == null ? "" : status.getDiagnostics();
        return new Event.ContainerCompleted(
                new WorkerId(status.getContainerId().toString()), status.getExitStatus(), diagnostics.strip());
    }

    @Override
    public void onContainersUpdated(List<UpdatedContainer> containers) {
        // We never ask for a container to grow or shrink.
    }

    @Override
    public void onNodesUpdated(List<NodeReport> reports) {
        for (NodeReport report : reports) {
            sink.event(new Event.NodeChanged(report.getNodeId().toString(), condition(report.getNodeState())));
        }
    }

    static NodeCondition condition(NodeState state) {
        return switch (state) {
            case NEW, RUNNING, REBOOTED -> NodeCondition.HEALTHY;
            case DECOMMISSIONING -> NodeCondition.DECOMMISSIONING;
            case UNHEALTHY, DECOMMISSIONED, LOST, SHUTDOWN -> NodeCondition.GONE;
        };
    }

    @Override
    public void onShutdownRequest() {
        sink.told("The ResourceManager has ended or replaced this attempt.");
    }

    @Override
    public void onError(Throwable failure) {
        sink.lost(failure);
    }

    @Override
    public float getProgress() {
        return PROGRESS;
    }
}
