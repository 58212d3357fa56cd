package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.ToWorker;
import io.heddle.core.plan.JobId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldResultsTest {
    private static final TaskId TASK = new TaskId(new JobId("0".repeat(32)), 1, 0);

    private final HeldResults results = new HeldResults();
    private final MasterSide master = new MasterSide(0);
    private final Link link = new Link();

    /** Hears so many messages, then breaks. */
    private static final class Link implements MasterLink {
        final List<String> heard = new ArrayList<>();
        int hears = Integer.MAX_VALUE;

        @Override
        public boolean send(FromWorker message) {
            if (heard.size() >= hears) {
                return false;
            }
            FromWorker.Collected said = (FromWorker.Collected) message;
            heard.add(said.execution().attempt() + ":" + said.offset() + "+" + said.count() + (said.last() ? "." : ""));
            return true;
        }

        @Override
        public void close() {}
    }

    HeldResultsTest() {
        accepted(link);
    }

    private void accepted(Link by) {
        master.up(by, 0);
        results.sayAgain(master);
        master.accepted();
    }

    private static ExecutionId attempt(int attempt) {
        return new ExecutionId(TASK, attempt);
    }

    private void add(int attempt, long offset, int count, boolean last) {
        results.add(new WorkerEvent.Collected(attempt(attempt), "sink", offset, count, new byte[count], last));
        results.say(master);
    }

    private void taken(int attempt, long offset) {
        results.taken(new ToWorker.CollectTaken(Epoch.NONE, attempt(attempt), "sink", offset));
    }

    private List<String> next() {
        Link next = new Link();
        accepted(next);
        return next.heard;
    }

    @Test
    void whatTheClientHasNotTakenIsSaidAgain() {
        add(0, 0, 10, false);
        add(0, 10, 5, false);
        add(0, 15, 5, true);
        assertEquals(List.of("0:0+10", "0:10+5", "0:15+5."), link.heard);
        taken(0, 10);
        assertEquals(List.of("0:10+5", "0:15+5."), next());
        taken(0, 14);
        assertEquals(List.of("0:10+5", "0:15+5."), next(), "half a batch is not taken");
        taken(0, 20);
        assertEquals(List.of("0:20+0."), next(), "that nothing follows is said to every master");
        assertEquals(1, results.held().size());
    }

    @Test
    void aLinkThatBreaksLeavesNoGap() {
        add(0, 0, 1, false);
        link.hears = 2;
        add(0, 1, 1, false);
        add(0, 2, 1, false);
        link.hears = Integer.MAX_VALUE;
        add(0, 3, 1, true);
        assertEquals(List.of("0:0+1", "0:1+1"), link.heard, "nothing is said out of turn");
        assertEquals(List.of("0:0+1", "0:1+1", "0:2+1", "0:3+1."), next());
    }

    @Test
    void aMasterThatGoesWhileItIsToldMissesNothingLater() {
        add(0, 0, 1, false);
        add(0, 1, 1, false);
        add(0, 2, 1, true);
        Link brief = new Link();
        brief.hears = 1;
        accepted(brief);
        taken(0, 1);
        assertEquals(List.of("0:1+1", "0:2+1."), next());
    }

    @Test
    void aLaterExecutionTakesThePlaceOfAnEarlierOne() {
        add(0, 0, 10, false);
        add(1, 4, 6, false);
        taken(0, 10);
        add(0, 10, 1, false);
        assertEquals(List.of("1:4+6"), next());
        results.drop(attempt(0));
        assertEquals(List.of("1:4+6"), next());
        results.drop(attempt(1));
        assertTrue(results.held().isEmpty());
    }

    /** It starts from a checkpoint that says that the sink has finished; its results are still here. */
    @Test
    void anExecutionThatHasNothingToSayLeavesWhatIsThere() {
        add(0, 0, 10, true);
        add(1, 0, 0, true);
        assertEquals(List.of("0:0+10."), next());
    }
}
