package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.Event;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.QueryKind;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People ask workers through the master; each is answered once, whatever becomes of the worker. */
class QuestionsTest {
    private final Stage stage = Stage.local(2, 1);

    private void ask(long requestId, String worker) {
        stage.on(new Event.QueryWorker(requestId, new WorkerId(worker), QueryKind.THREAD_DUMP, "", 0, 0));
    }

    private void answer(long requestId, String worker, int content) {
        stage.word(worker, new FromWorker.QueryAnswered(stage.epoch, requestId, new byte[] {(byte) content}, null));
    }

    private List<Answer> answers(long requestId) {
        return stage.made(Decision.Answered.class).stream()
                .filter(each -> each.requestId() == requestId)
                .map(Decision.Answered::answer)
                .toList();
    }

    @Test
    void theAnswerComesFromTheWorkerThatWasAsked() {
        ask(5, "w0");
        assertEquals(1, stage.sent("w0", ToWorker.Query.class).size());
        answer(5, "w1", 1);
        assertEquals(List.of(), answers(5), "nobody has asked that one");
        answer(5, "w0", 2);
        answer(5, "w0", 3);
        Answer.WorkerReply reply =
                assertInstanceOf(Answer.WorkerReply.class, answers(5).get(0));
        assertArrayEquals(new byte[] {2}, reply.content());
        assertEquals(1, answers(5).size());
    }

    @Test
    void whoHasAskedAWorkerThatGoesIsToldSo() {
        ask(5, "w0");
        ask(6, "w1");
        stage.on(new Event.WorkerLinkClosed(new WorkerId("w0"), "reset"));
        assertInstanceOf(Answer.Refused.class, answers(5).get(0));
        assertEquals(List.of(), answers(6));
        answer(6, "w1", 1);
        assertInstanceOf(Answer.WorkerReply.class, answers(6).get(0));
    }

    /** Numbers of requests begin anew with each master, so a late answer may bear the number of quite another request. */
    @Test
    void aLateAnswerIsNobodysElse() {
        ask(5, "w0");
        stage.register("w0", 1);
        assertInstanceOf(Answer.Refused.class, answers(5).get(0));
        answer(5, "w0", 1);
        answer(1, "w0", 1);
        assertEquals(1, answers(5).size());
        assertEquals(List.of(), answers(1));
    }
}
