package io.heddle.am.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final ContainerId ID =
            ContainerId.newContainerId(ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1), 7);

    private final Heard heard = new Heard();
    private Heartbeats.Exchange resourceManager = progress -> answer();
    private final Heartbeats heartbeats =
            new Heartbeats(progress -> resourceManager.allocate(progress), new YarnEvents(heard), 200);

    private static AllocateResponse answer() {
        AllocateResponse answer = AllocateResponse.newBuilder().build();
        answer.setUpdatedNodes(List.of());
        answer.setCompletedContainersStatuses(List.of());
        answer.setAllocatedContainers(List.of());
        answer.setContainersFromPreviousAttempts(List.of());
        return answer;
    }

    private List<Integer> nextPauses(int count) {
        return IntStream.range(0, count).mapToObj(i -> heartbeats.nextPauseMs()).toList();
    }

    @Test
    void whatIsAnsweredIsPassedOn() {
        AllocateResponse answer = answer();
        Container container = Container.newInstance(ID, NodeId.newInstance("host", 1), "host:2", null, null, null);
        answer.setAllocatedContainers(List.of(container));
        answer.setCompletedContainersStatuses(
                List.of(ContainerStatus.newInstance(ID, ContainerState.COMPLETE, " killed ", 137)));
        NodeReport node = NodeReport.newInstance(
                NodeId.newInstance("host", 1), NodeState.LOST, "host:2", "/rack", null, null, 0, "", 0);
        answer.setUpdatedNodes(List.of(node));
        Container old = Container.newInstance(
                ContainerId.newContainerId(ID.getApplicationAttemptId(), 3),
                NodeId.newInstance("host", 1),
                "host:2",
                null,
                null,
                null);
        answer.setContainersFromPreviousAttempts(List.of(old));
        resourceManager = progress -> answer;

        assertTrue(heartbeats.beat());
        assertEquals(List.of(old), heard.previous);
        assertEquals(List.of(container), heard.granted);
        assertEquals(1, heard.completed.size());
        assertEquals(137, heard.completed.get(0).exitStatus());
        assertEquals("killed", heard.completed.get(0).diagnostics());
        assertEquals(List.of(new Event.NodeChanged("host:1", Event.NodeCondition.GONE)), heard.events);
    }

    @Test
    void pausesGrowToTheUsualOneAndStartAgainWithNews() throws InterruptedException {
        assertEquals(List.of(20, 40, 80, 160, 200, 200), nextPauses(6));
        heartbeats.soon();
        heartbeats.soon();
        heartbeats.pause();
        assertEquals(List.of(20, 40), nextPauses(2));
    }

    @Test
    void aFasterPaceEndsAPauseAndASlowerOneDoesNot() throws InterruptedException {
        nextPauses(6);
        heartbeats.every(100);
        heartbeats.pause();
        assertEquals(List.of(20, 40, 80, 100), nextPauses(4));
        heartbeats.every(1000);
        heartbeats.pause();
        assertEquals(List.of(100, 200, 400, 800, 1000), nextPauses(5));
    }

    @Test
    void anAttemptThatIsNotWantedAsksNoMore() {
        resourceManager = progress -> {
            throw new ApplicationAttemptNotFoundException("replaced");
        };
        assertFalse(heartbeats.beat());
        assertEquals(1, heard.told);
        assertEquals(0, heard.lost.size());
    }

    @Test
    void aResourceManagerThatCannotBeReachedIsLost() {
        IOException gone = new IOException("gone");
        resourceManager = progress -> {
            throw gone;
        };
        heartbeats.run();
        assertEquals(List.of(gone), heard.lost);
        assertTrue(heartbeats.end().isDone());
    }

    @Test
    void afterTheEndNothingIsSaid() {
        resourceManager = progress -> {
            throw new IllegalStateException("the end has come");
        };
        assertFalse(heartbeats.end().isDone());
        heartbeats.run();
        assertTrue(heartbeats.end().isDone());
        assertEquals(0, heard.lost.size());
    }

    private static final class Heard implements YarnSink {
        private final List<Event> events = new ArrayList<>();
        private final List<Container> granted = new ArrayList<>();
        private final List<Container> previous = new ArrayList<>();
        private final List<Event.ContainerCompleted> completed = new ArrayList<>();
        private final List<Throwable> lost = new ArrayList<>();
        private int told;

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void granted(List<Container> containers) {
            granted.addAll(containers);
        }

        @Override
        public void previous(List<Container> containers) {
            previous.addAll(containers);
        }

        @Override
        public void completed(Event.ContainerCompleted event) {
            completed.add(event);
        }

        @Override
        public void told(String reason) {
            told++;
        }

        @Override
        public void lost(Throwable failure) {
            lost.add(failure);
        }
    }
}
