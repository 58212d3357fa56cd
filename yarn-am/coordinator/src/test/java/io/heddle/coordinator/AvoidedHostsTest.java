package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.core.control.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts on which workers fail to start are avoided for a time, as long as there are others. */
class AvoidedHostsTest {
    private Stage stage = Stage.elastic(false, 1);
    private int containers;

    private void failStarts(String host, int times) {
        failStarts(host, times, 1);
    }

    private void failStarts(String host, int times, int exitStatus) {
        for (int i = 0; i < times; i++) {
            String container = "c" + containers++;
            stage.allocateOn(host, container);
            stage.on(new Event.ContainerCompleted(new WorkerId(container), exitStatus, ""));
        }
    }

    private List<String> excluded() {
        return stage.made(Decision.ExcludeNode.class).stream()
                .map(Decision.ExcludeNode::host)
                .toList();
    }

    private List<String> allowed() {
        return stage.made(Decision.AllowNode.class).stream()
                .map(Decision.AllowNode::host)
                .toList();
    }

    @Test
    void theThirdFailureWithinAMinuteExcludesAHostForATime() {
        stage.submit(Plans.job(1).vertex(1));
        failStarts("a", 2);
        assertEquals(List.of(), excluded());
        failStarts("a", 1);
        assertEquals(List.of("a"), excluded());
        stage.supplyOn("b", "node-b", "good");
        stage.pass(599_000, "good");
        assertEquals(List.of(), allowed());
        stage.pass(2_000, "good");
        assertEquals(List.of("a"), allowed());
    }

    /** Storage was away for a while, say, and no worker could start anywhere: that speaks against no host. */
    @Test
    void whenNoOtherHostGivesAnythingTheAvoidedOnesAreAllowedAgain() {
        stage.submit(Plans.job(1).vertex(1));
        failStarts("a", 3);
        stage.pass(10_000);
        failStarts("b", 3);
        assertEquals(List.of("a", "b"), excluded());
        stage.pass(14_000);
        assertEquals(List.of(), allowed());
        stage.pass(2_000);
        assertEquals(List.of("a", "b"), allowed());
        failStarts("a", 3);
        assertEquals(List.of("a", "b", "a"), excluded(), "it may be excluded again");
        stage.pass(16_000);
        assertEquals(List.of("a", "b", "a"), allowed());
    }

    @Test
    void aHostIsAvoidedAsLongAsOthersGiveWhatIsAskedFor() {
        stage.submit(Plans.job(1).vertex(2));
        failStarts("a", 3);
        stage.pass(10_000);
        stage.supplyOn("b", "node-b", "one");
        stage.pass(10_000, "one");
        stage.supplyOn("c", "node-c", "two");
        stage.pass(60_000, "one", "two");
        assertEquals(List.of(), allowed(), "nothing is asked for any more");
    }

    @Test
    void oneFailureIsCountedOnce() {
        stage.submit(Plans.job(1).vertex(1));
        failStarts("a", 2, -101);
        assertEquals(List.of(), excluded());
        failStarts("a", 1, -101);
        assertEquals(List.of("a"), excluded());
    }

    /** The scheduler wanted the room, or the container was too small: it would be the same anywhere. */
    @Test
    void whatTheHostCannotHelpDoesNotSpeakAgainstIt() {
        stage.submit(Plans.job(1).vertex(1));
        failStarts("a", 3, -102);
        failStarts("a", 3, -106);
        failStarts("a", 3, -104);
        assertEquals(List.of(), excluded());
    }

    /** YARN hands the list on to the next attempt: a host that nobody knows of any more would be excluded for ever. */
    @Test
    void theNextMasterAllowsWhatItsPredecessorHadExcluded() {
        stage.submit(Plans.job(1).vertex(1));
        failStarts("a", 3);
        failStarts("b", 3);
        stage.supplyOn("c", "node-c", "good");

        stage = Stage.next(2, stage.storage, "good");
        stage.register("good", 1);
        assertEquals(List.of("a", "b"), excluded(), "as YARN still has it");
        stage = Stage.next(3, stage.storage, "good");
        stage.register("good", 1);
        stage.pass(601_000, "good");
        assertEquals(List.of("a", "b"), allowed());

        stage = Stage.next(4, stage.storage, "good");
        stage.register("good", 1);
        assertEquals(List.of(), excluded(), "their time is over");
    }
}
