package io.heddle.coordinator;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people have asked workers and these have not answered. Who asks hears in any case, and once. */
final class Questions {
    private final Turn turn;
    private final Map<Long, WorkerId> open = new TreeMap<>();

    Questions(Turn turn) {
        this.turn = turn;
    }

    void ask(Event.QueryWorker query) {
        open.put(query.requestId(), query.worker());
        turn.send(
                query.worker(),
                new ToWorker.Query(
                        turn.epoch(),
                        query.requestId(),
                        query.kind(),
                        query.argument(),
                        query.offset(),
                        query.length()));
    }

    void answered(WorkerId worker, FromWorker.QueryAnswered said) {
        if (open.remove(said.requestId(), worker)) {
            turn.answer(said.requestId(), new Answer.WorkerReply(said.content(), said.failure()));
        }
    }

    /** The worker's link has ended: question or answer may be lost with it. */
    void cutOff(WorkerId worker) {
        List<Long> lost = open.entrySet().stream()
                .filter(each -> each.getValue().equals(worker))
                .map(Map.Entry::getKey)
                .toList();
        for (long requestId : lost) {
            open.remove(requestId);
            turn.refuse(
                    requestId,
                    Answer.Reason.NOT_FOUND,
                    "Worker " + worker + " has not answered.",
                    "Its connection has ended.",
                    "Ask again if the worker is still listed.");
        }
    }
}
