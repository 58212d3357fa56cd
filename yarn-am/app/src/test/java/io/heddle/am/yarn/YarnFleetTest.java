package io.heddle.am.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event.AllocatedContainer;
import io.heddle.core.control.WorkerId;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.junit.jupiter.api.Test;

class YarnFleetTest {
    private final FakeResourceManager resourceManager = new FakeResourceManager();
    private final FakeNodeManagers nodeManagers = new FakeNodeManagers();
    private final YarnFleet fleet = new YarnFleet(
            resourceManager,
            nodeManagers,
            new WorkerShape(Resource.newInstance(1024, 1), Priority.newInstance(1), null),
            new YarnFleet.HeartbeatPace(100, 1000));

    private static Container container(int number, long requestId) {
        ApplicationAttemptId attempt = ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1);
        Container container = Container.newInstance(
                ContainerId.newContainerId(attempt, number),
                NodeId.newInstance("host" + number, 1),
                "host" + number + ":2",
                Resource.newInstance(1024, 1),
                Priority.newInstance(1),
                null);
        container.setAllocationRequestId(requestId);
        return container;
    }

    private static WorkerId id(Container container) {
        return new WorkerId(container.getId().toString());
    }

    private static Decision.ContainerRequest wish(long id, String... hosts) {
        return new Decision.ContainerRequest(id, List.of(hosts));
    }

    @Test
    void theResourceManagerIsAskedOftenWhileAContainerMayHaveEnded() {
        fleet.hurry(5_000);
        assertEquals(100, resourceManager.intervalMs);
        fleet.onTime(fleet.nextDeadlineMs() - 1);
        assertEquals(100, resourceManager.intervalMs);
        fleet.onTime(fleet.nextDeadlineMs());
        assertEquals(1000, resourceManager.intervalMs);
        assertEquals(Long.MAX_VALUE, fleet.nextDeadlineMs());
    }

    @Test
    void aGrantedRequestIsRemoved() {
        fleet.request(List.of(wish(1), wish(2, "host2")));
        assertEquals(100, resourceManager.intervalMs);
        Container first = container(1, 2);
        List<AllocatedContainer> wanted = fleet.granted(List.of(first));
        assertEquals(List.of(new AllocatedContainer(id(first), 2, "host1", "host1:1")), wanted);
        assertEquals(List.of(2L), resourceManager.withdrawn);
        assertEquals(100, resourceManager.intervalMs);
        fleet.granted(List.of(container(2, 1)));
        assertEquals(1000, resourceManager.intervalMs);
    }

    @Test
    void whatNobodyAskedForGoesBackAtOnce() {
        fleet.request(List.of(wish(1)));
        Container wanted = container(1, 1);
        Container excess = container(2, 1);
        assertEquals(1, fleet.granted(List.of(wanted, excess)).size());
        assertEquals(List.of(excess.getId()), resourceManager.released);
    }

    @Test
    void aContainerForACancelledRequestGoesBack() {
        fleet.request(List.of(wish(1)));
        fleet.cancelRequests(List.of(1L, 7L));
        assertEquals(List.of(1L), resourceManager.withdrawn);
        assertTrue(fleet.granted(List.of(container(1, 1))).isEmpty());
        assertEquals(1, resourceManager.released.size());
    }

    @Test
    void aContainerOfAPreviousAttemptCanBeReleasedButIsNotReleased() {
        Container old = container(5, 3);
        assertEquals(List.of(new AllocatedContainer(id(old), -1, "host5", "host5:1")), fleet.previous(List.of(old)));
        assertTrue(resourceManager.released.isEmpty());
        fleet.release(id(old), "test");
        assertEquals(List.of(old.getId()), resourceManager.released);
        assertEquals(List.of(old.getId()), nodeManagers.stopped);
    }

    @Test
    void onlyHeldContainersAreLaunched() {
        Container first = container(1, 1);
        fleet.request(List.of(wish(1)));
        fleet.granted(List.of(first));
        fleet.launch(id(first));
        assertEquals(List.of(first.getId()), nodeManagers.started);
        fleet.completed(id(first));
        fleet.launch(id(first));
        assertEquals(1, nodeManagers.started.size());
    }

    /** Its node has not come back to a restarted ResourceManager yet, so that nobody has named it. */
    @Test
    void aContainerThatYarnHasNotNamedIsReleasedByItsId() {
        Container unnamed = container(5, 3);
        fleet.release(id(unnamed), "test");
        assertEquals(List.of(unnamed.getId()), resourceManager.released);
        assertEquals(List.of(), nodeManagers.stopped);
    }

    private static final class FakeResourceManager implements ResourceManagerLink {
        private final List<Long> withdrawn = new ArrayList<>();
        private final List<ContainerId> released = new ArrayList<>();
        private int intervalMs;

        @Override
        public void ask(List<ContainerRequest> requests) {}

        @Override
        public void withdraw(ContainerRequest request) {
            withdrawn.add(request.getAllocationRequestId());
        }

        @Override
        public void release(ContainerId container) {
            released.add(container);
        }

        @Override
        public void exclude(List<String> added, List<String> removed) {}

        @Override
        public void heartbeatEvery(int interval) {
            intervalMs = interval;
        }
    }

    private static final class FakeNodeManagers implements NodeManagerLink {
        private final List<ContainerId> started = new ArrayList<>();
        private final List<ContainerId> stopped = new ArrayList<>();

        @Override
        public void start(Container container) {
            started.add(container.getId());
        }

        @Override
        public void stop(ContainerId container, NodeId node) {
            stopped.add(container);
        }
    }
}
