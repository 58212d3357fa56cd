package io.heddle.am.yarn;

import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.Event.NodeCondition;
import io.heddle.core.control.WorkerId;
import java.util.List;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;

/** What the ResourceManager says, on the thread of the {@link Heartbeats}: each becomes a message to am-coordinator, nothing else. */
final class YarnEvents {
    private final YarnSink sink;

    YarnEvents(YarnSink sink) {
        this.sink = sink;
    }

    void take(AllocateResponse answer) {
        for (NodeReport report : answer.getUpdatedNodes()) {
            sink.event(new Event.NodeChanged(report.getNodeId().toString(), condition(report.getNodeState())));
        }
        for (ContainerStatus status : answer.getCompletedContainersStatuses()) {
            sink.completed(completed(status));
        }
        // After a restart the ResourceManager learns of running containers from their nodes, one after the other.
        List<Container> previous = answer.getContainersFromPreviousAttempts();
        if (!previous.isEmpty()) {
            sink.previous(previous);
        }
        List<Container> granted = answer.getAllocatedContainers();
        if (!granted.isEmpty()) {
            sink.granted(granted);
        }
    }

    static Event.ContainerCompleted completed(ContainerStatus status) {
        String diagnostics = status.getDiagnostics() == null ? "" : status.getDiagnostics();
        return new Event.ContainerCompleted(
                new WorkerId(status.getContainerId().toString()), status.getExitStatus(), diagnostics.strip());
    }

    static NodeCondition condition(NodeState state) {
        return switch (state) {
            case NEW, RUNNING, REBOOTED -> NodeCondition.HEALTHY;
            case DECOMMISSIONING -> NodeCondition.DECOMMISSIONING;
            case UNHEALTHY, DECOMMISSIONED, LOST, SHUTDOWN -> NodeCondition.GONE;
        };
    }

    void notWanted() {
        sink.told("The ResourceManager has ended or replaced this attempt.");
    }

    void lost(Throwable failure) {
        sink.lost(failure);
    }
}
