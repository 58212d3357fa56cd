package io.heddle.engine.worker;

import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.FromWorker.HeldResult;
import io.heddle.core.control.ToWorker.CollectTaken;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Results of one job's collecting sinks from their task to the client: kept until the client has said that it has them, also after
 * the task has finished, so that they outlive every master. Bounded because a sink waits while too much of it has not been taken.
 * Worker-control thread only.
 */
final class HeldResults {
    private final Map<String, Sink> sinks = new HashMap<>();

    private static final class Sink {
        final ExecutionId execution;
        /** What the present master has been told and the client is not known to have. */
        final ArrayDeque<WorkerEvent.Collected> told = new ArrayDeque<>();

        final ArrayDeque<WorkerEvent.Collected> untold = new ArrayDeque<>();
        long endOffset;
        boolean ended;

        Sink(ExecutionId execution) {
            this.execution = execution;
        }
    }

    /** Takes in what a task has handed over. */
    void add(WorkerEvent.Collected got) {
        Sink known = sinks.get(got.resultId());
        int attempt = got.execution().attempt();
        if (known != null && attempt < known.execution.attempt()) {
            return;
        }
        if (known != null && attempt > known.execution.attempt() && known.ended && isNothing(got)) {
            // It starts as finished: what there was is here.
            return;
        }
        Sink sink = known;
        if (sink == null || attempt > sink.execution.attempt()) {
            sink = new Sink(got.execution());
            sinks.put(got.resultId(), sink);
        }
        sink.untold.add(got);
        sink.endOffset = got.offset() + got.count();
        sink.ended |= got.last();
    }

    private static boolean isNothing(WorkerEvent.Collected got) {
        return got.last() && got.offset() + got.count() == 0;
    }

    /** What a master must know of before it hears it. */
    List<HeldResult> held() {
        return sinks.entrySet().stream()
                .map(each -> new HeldResult(each.getValue().execution, each.getKey()))
                .toList();
    }

    /** Tells the master what it has not been told; as much as gets through. */
    void say(MasterSide master) {
        if (master.isAccepted()) {
            sinks.values().forEach(sink -> say(sink, master));
        }
    }

    /** False if nobody hears it. */
    private static boolean say(Sink sink, MasterSide master) {
        for (WorkerEvent.Collected first = sink.untold.peek(); first != null; first = sink.untold.peek()) {
            if (!master.sayNow(message(first, master))) {
                return false;
            }
            sink.told.add(sink.untold.remove());
        }
        return true;
    }

    private static FromWorker message(WorkerEvent.Collected each, MasterSide master) {
        return new FromWorker.Collected(
                master.epoch(),
                each.execution(),
                each.resultId(),
                each.offset(),
                each.count(),
                each.records(),
                each.last());
    }

    /** Tells everything again: the master is another one, or what was told has been lost with a link. */
    void sayAgain(MasterSide master) {
        for (Map.Entry<String, Sink> each : sinks.entrySet()) {
            Sink sink = each.getValue();
            while (!sink.told.isEmpty()) {
                sink.untold.addFirst(sink.told.removeLast());
            }
            boolean nothing = sink.untold.isEmpty();
            boolean heard = say(sink, master);
            if (nothing && sink.ended) {
                heard = master.sayNow(new FromWorker.Collected(
                        master.epoch(), sink.execution, each.getKey(), sink.endOffset, 0, new byte[0], true));
            }
            if (!heard) {
                break;
            }
        }
    }

    /** The client has results up to there. */
    void taken(CollectTaken taken) {
        Sink sink = sinks.get(taken.sinkId());
        if (sink == null || !sink.execution.equals(taken.execution())) {
            return;
        }
        for (WorkerEvent.Collected first = sink.told.peek();
                first != null && first.offset() + first.count() <= taken.offset();
                first = sink.told.peek()) {
            sink.told.remove();
        }
    }

    /** The execution has failed or was cancelled: another one, from a checkpoint, says it again. */
    void drop(ExecutionId execution) {
        sinks.values().removeIf(sink -> sink.execution.equals(execution));
    }
}
