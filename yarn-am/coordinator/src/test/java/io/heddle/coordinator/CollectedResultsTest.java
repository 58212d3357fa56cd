package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.CoordinatorSettings;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.Epoch;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.HeldResult;
import io.heddle.core.control.FromWorker.RunningTask;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerAddress;
import io.heddle.core.control.WorkerId;
import io.heddle.core.plan.PlanHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results on their way to the client, who asks whichever master there is. */
class CollectedResultsTest {
    private static final FromWorker.WorkerFacts FACTS = new FromWorker.WorkerFacts("test", "host-c1", 1, 1, 1, "logs");

    private final Storage storage;
    private final ExecutionId sink;
    private Stage stage;

    CollectedResultsTest() {
        stage = Stage.elastic(false, 1);
        storage = stage.storage;
        stage.submit(plan());
        stage.supply(1, "c1");
        sink = stage.obey("c1", TaskState.RUNNING).get(0);
    }

    private static Plans plan() {
        return Plans.job(1).vertex(1).checkpointed();
    }

    private void collected(ExecutionId by, long offset, int count, boolean last) {
        stage.word("c1", new FromWorker.Collected(stage.epoch, by, "sink", offset, count, new byte[count], last));
    }

    private void finished() {
        stage.says("c1", sink, TaskState.FINISHED, null);
    }

    private Answer fetch(int attempt, long offset) {
        stage.on(new Event.FetchCollected(50, Plans.id(1), "sink", attempt, offset));
        List<Decision.Answered> answers = stage.made(Decision.Answered.class);
        return answers.get(answers.size() - 1).answer();
    }

    /** As attempt, first record, number of records, and a full stop for the end. */
    private String page(int attempt, long offset) {
        Answer.CollectedPage page = assertInstanceOf(Answer.CollectedPage.class, fetch(attempt, offset));
        int count = page.chunks().stream().mapToInt(Answer.Chunk::count).sum();
        return page.attempt() + ":" + page.offset() + "+" + count + (page.complete() ? "." : "");
    }

    private void nextMaster() {
        stage = Stage.next(2, storage, "c1");
    }

    private void back(TaskState state, ExecutionId... held) {
        RunningTask task = new RunningTask(sink, state, PlanHash.of(plan().bytes()), null, Map.of(), null);
        stage.word(
                "c1",
                new FromWorker.RegisterWorker(
                        Epoch.NONE,
                        new WorkerAddress(new WorkerId("c1"), "host-c1", 4000),
                        1,
                        FACTS,
                        List.of(task),
                        java.util.Arrays.stream(held)
                                .map(each -> new HeldResult(each, "sink"))
                                .toList()));
    }

    private JobStatus status() {
        return stage.status(Plans.id(1));
    }

    private List<Long> taken() {
        return stage.sent("c1", ToWorker.CollectTaken.class).stream()
                .map(ToWorker.CollectTaken::offset)
                .toList();
    }

    @Test
    void theWorkerHearsWhatTheClientHas() {
        collected(sink, 0, 10, false);
        assertEquals("0:0+10", page(-1, 0));
        assertEquals("0:0+10", page(-1, 0), "an answer may be lost on its way");
        assertEquals(List.of(), taken());
        collected(sink, 10, 5, false);
        assertEquals("0:10+5", page(0, 10));
        assertEquals(List.of(10L), taken());
    }

    @Test
    void whatIsSaidTwiceOrOutOfTurnCountsOnce() {
        collected(sink, 0, 10, false);
        collected(sink, 0, 10, false);
        collected(sink, 15, 5, true);
        assertEquals("0:0+10", page(-1, 0), "a gap is not passed over");
        collected(sink, 10, 5, false);
        collected(sink, 15, 5, true);
        assertEquals("0:0+20.", page(-1, 0));
    }

    @Test
    void theNextMasterAnswersFromWhereTheClientIs() {
        collected(sink, 0, 10, false);
        collected(sink, 10, 5, false);
        assertEquals("0:0+15", page(-1, 0));
        nextMaster();
        assertEquals("0:15+0", page(0, 15), "the worker is not back");
        back(TaskState.RUNNING, sink);
        assertEquals("0:15+0", page(0, 15), "it has not spoken");
        collected(sink, 0, 10, false);
        collected(sink, 10, 5, false);
        collected(sink, 15, 5, false);
        assertEquals("0:15+5", page(0, 15));
        assertEquals(List.of(15L), taken());
    }

    @Test
    void aJobEndsWhenTheClientHasAllAlsoUnderTheNextMaster() {
        collected(sink, 0, 10, true);
        page(-1, 0);
        finished();
        assertEquals(JobStatus.RUNNING, status());
        nextMaster();
        back(TaskState.FINISHED, sink);
        assertEquals(JobStatus.RUNNING, status(), "its results are still to come");
        assertEquals("0:10+0", page(0, 10));
        collected(sink, 0, 10, true);
        assertEquals("0:10+0.", page(0, 10));
        assertEquals(JobStatus.FINISHED, status());
        assertEquals("0:10+0.", page(0, 10));
    }

    @Test
    void aJobWithoutResultsEndsAtOnceAndSoDoesOneWhoseClientHasThem() {
        collected(sink, 0, 10, true);
        assertEquals("0:0+10.", page(-1, 0));
        assertEquals("0:10+0.", page(0, 10));
        finished();
        assertEquals(JobStatus.FINISHED, status());
    }

    @Test
    void aClientThatHasGoneIsNotWaitedForForEver() {
        collected(sink, 0, 10, true);
        page(-1, 0);
        finished();
        stage.pass(9_000, "c1");
        page(-1, 0);
        stage.pass(9_000, "c1");
        assertEquals(JobStatus.RUNNING, status());
        stage.pass(2_000, "c1");
        assertEquals(JobStatus.FINISHED, status());
        assertEquals("0:0+10.", page(-1, 0), "they are there as long as the master remembers the job");
    }

    @Test
    void aClientThatWaitsForTheEndBeforeItReadsWaitsASecond() {
        collected(sink, 0, 10, true);
        finished();
        assertEquals(JobStatus.RUNNING, status());
        stage.pass(1_000, "c1");
        assertEquals(JobStatus.FINISHED, status());
        assertEquals("0:0+10.", page(-1, 0));
    }

    @Test
    void afterAFailoverNobodyIsWaitedForForEverEither() {
        collected(sink, 0, 10, true);
        finished();
        nextMaster();
        back(TaskState.FINISHED, sink);
        collected(sink, 0, 10, true);
        stage.pass(29_000, "c1");
        assertEquals(JobStatus.RUNNING, status());
        stage.pass(1_000, "c1");
        assertEquals(JobStatus.FINISHED, status());
    }

    @Test
    void tooFewResultsDoNotLookLikeAllOfThem() {
        collected(sink, 0, 10, true);
        page(-1, 0);
        finished();
        nextMaster();
        back(TaskState.FINISHED);
        assertEquals(JobStatus.FINISHED, status());
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, fetch(0, 10));
        assertTrue(refused.problem().what().contains("from record 10 on"), refused.toString());
    }

    @Test
    void anExecutionThatStartedAgainWhileNoMasterWasThereIsReadFromItsBeginning() {
        collected(sink, 0, 10, false);
        assertEquals("0:0+10", page(-1, 0));
        ExecutionId second = new ExecutionId(sink.task(), 1);
        collected(second, 4, 6, false);
        assertEquals("1:4+6", page(0, 10));
        nextMaster();
        assertEquals("1:10+0", page(1, 10));
        back(TaskState.RUNNING, second);
        collected(sink, 0, 10, false);
        assertEquals("1:10+0", page(1, 10), "the client is further than the earlier execution");
        collected(second, 4, 6, false);
        collected(second, 10, 5, false);
        collected(sink, 10, 3, false);
        assertEquals("1:4+11", page(0, 10));
        assertEquals("1:10+5", page(1, 10));
    }

    /** It had finished before the checkpoint, and what it had left is said by the worker of the earlier one. */
    @Test
    void anExecutionThatStartsAsFinishedTakesNothingAway() {
        collected(sink, 0, 10, true);
        ExecutionId second = new ExecutionId(sink.task(), 1);
        collected(second, 0, 0, true);
        assertEquals("0:0+10.", page(-1, 0));
        nextMaster();
        back(TaskState.RUNNING, second);
        collected(second, 0, 0, true);
        collected(sink, 0, 10, true);
        assertEquals("0:0+10.", page(-1, 0));
    }

    @Test
    void aCancelledJobWaitsForNobody() {
        collected(sink, 0, 10, false);
        page(-1, 0);
        stage.on(new Event.CancelJob(60, Plans.id(1)));
        stage.obey("c1", TaskState.RUNNING);
        assertEquals(JobStatus.CANCELED, status());
        assertEquals("0:0+10.", page(-1, 0));
    }

    @Test
    void anApplicationOfOneJobEndsWhenTheClientHasAll() {
        stage = new Stage(CoordinatorSettings.of(true, CoordinatorSettings.Fleet.elastic(0, 1)));
        stage.recovered();
        stage.submit(plan());
        stage.supply(1, "c1");
        stage.obey("c1", TaskState.RUNNING);
        collected(sink, 0, 10, true);
        assertEquals("0:0+10.", page(-1, 0));
        finished();
        assertEquals(0, stage.made(Decision.EndApplication.class).size());
        assertEquals("0:10+0.", page(0, 10));
        assertEquals(1, stage.made(Decision.EndApplication.class).size());
    }
}
