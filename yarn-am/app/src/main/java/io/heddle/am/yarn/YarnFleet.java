package io.heddle.am.yarn;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event.AllocatedContainer;
import io.heddle.core.control.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The master's own ledger of requests and containers, by which the ResourceManager's grants are read: a request is removed
 * as soon as it is granted, and whatever comes without a request is given back at once.
 *
 * <p>Owned by am-coordinator.
 */
public final class YarnFleet {
    private static final Logger LOG = LogManager.getLogger(YarnFleet.class);
    private static final long HURRY_MS = 15_000;

    private final ResourceManagerLink resourceManager;
    private final NodeManagerLink nodeManagers;
    private final WorkerShape shape;
    private final HeartbeatPace pace;
    private final Map<Long, ContainerRequest> pending = new HashMap<>();
    private final Map<WorkerId, Container> held = new HashMap<>();
    private long excess;
    private long hurriedUntilMs;

    YarnFleet(
            ResourceManagerLink resourceManager, NodeManagerLink nodeManagers, WorkerShape shape, HeartbeatPace pace) {
        this.resourceManager = resourceManager;
        this.nodeManagers = nodeManagers;
        this.shape = shape;
        this.pace = pace;
    }

    /**
     * How often the ResourceManager hears of us.
     *
     * @param pendingMs while containers are wanted
     * @param idleMs otherwise
     */
    public record HeartbeatPace(int pendingMs, int idleMs) {}

    public void request(List<Decision.ContainerRequest> wishes) {
        List<ContainerRequest> requests = new ArrayList<>();
        for (Decision.ContainerRequest wish : wishes) {
            ContainerRequest request = requestOf(wish);
            pending.put(wish.allocationRequestId(), request);
            requests.add(request);
        }
        resourceManager.ask(requests);
        LOG.info("Asked YARN for {} containers of {}; {} are pending", wishes.size(), shape.size(), pending.size());
        setPace();
    }

    private ContainerRequest requestOf(Decision.ContainerRequest wish) {
        ContainerRequest.ContainerRequestBuilder builder = ContainerRequest.newBuilder()
                .capability(shape.size())
                .priority(shape.priority())
                .allocationRequestId(wish.allocationRequestId())
                .relaxLocality(true);
        if (shape.nodeLabel() != null) {
            // YARN does not take a label together with hosts.
            return builder.nodeLabelsExpression(shape.nodeLabel()).build();
        }
        return wish.preferredHosts().isEmpty()
                ? builder.build()
                : builder.nodes(wish.preferredHosts().toArray(String[]::new)).build();
    }

    public void cancelRequests(List<Long> ids) {
        for (long id : ids) {
            ContainerRequest request = pending.remove(id);
            if (request != null) {
                resourceManager.withdraw(request);
            }
        }
        setPace();
    }

    /** Takes what the ResourceManager gave; the answer holds what somebody asked for. */
    public List<AllocatedContainer> granted(List<Container> containers) {
        List<AllocatedContainer> wanted = new ArrayList<>();
        for (Container container : containers) {
            ContainerRequest request = pending.remove(container.getAllocationRequestId());
            if (request == null) {
                excess++;
                LOG.info("Gave back {} at once: nobody asked for it ({} so far)", container.getId(), excess);
                resourceManager.release(container.getId());
                continue;
            }
            resourceManager.withdraw(request);
            wanted.add(hold(container, container.getAllocationRequestId()));
            LOG.info(
                    "YARN gave {} on {} for request {}",
                    container.getId(),
                    container.getNodeId(),
                    container.getAllocationRequestId());
        }
        setPace();
        return wanted;
    }

    /** Takes containers that run on from previous attempts. */
    public List<AllocatedContainer> previous(List<Container> containers) {
        return containers.stream().map(container -> hold(container, -1)).toList();
    }

    private AllocatedContainer hold(Container container, long requestId) {
        WorkerId id = new WorkerId(container.getId().toString());
        held.put(id, container);
        return new AllocatedContainer(
                id,
                requestId,
                container.getNodeId().getHost(),
                container.getNodeId().toString());
    }

    public void launch(WorkerId id) {
        Container container = held.get(id);
        if (container != null) {
            nodeManagers.start(container);
        }
    }

    public void release(WorkerId id, String reason) {
        Container container = held.get(id);
        LOG.info("Giving {} back: {}", id, reason);
        if (container != null) {
            nodeManagers.stop(container.getId(), container.getNodeId());
            resourceManager.release(container.getId());
        } else {
            // A worker of a previous attempt whose node has not come back to a restarted ResourceManager, which notes
            // the wish and fulfils it then.
            resourceManager.release(ContainerId.fromString(id.value()));
        }
    }

    /** Forgets a container whose end the ResourceManager has reported. */
    public void completed(WorkerId id) {
        held.remove(id);
    }

    /** A worker's link has ended: whether its container has ended too, and how, is worth asking often for a while. */
    public void hurry(long nowMs) {
        hurriedUntilMs = nowMs + HURRY_MS;
        setPace();
    }

    /** Ends the hurry when it is time. */
    public void onTime(long nowMs) {
        if (hurriedUntilMs != 0 && nowMs >= hurriedUntilMs) {
            hurriedUntilMs = 0;
            setPace();
        }
    }

    public long nextDeadlineMs() {
        return hurriedUntilMs == 0 ? Long.MAX_VALUE : hurriedUntilMs;
    }

    public void exclude(String host, String reason) {
        LOG.warn("Asking for nothing more on {}: {}", host, reason);
        resourceManager.exclude(List.of(host), List.of());
    }

    public void allow(String host) {
        LOG.info("Asking for containers on {} again", host);
        resourceManager.exclude(List.of(), List.of(host));
    }

    private void setPace() {
        resourceManager.heartbeatEvery(pending.isEmpty() && hurriedUntilMs == 0 ? pace.idleMs() : pace.pendingMs());
    }
}
