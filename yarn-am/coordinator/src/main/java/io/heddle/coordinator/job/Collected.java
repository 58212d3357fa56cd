package io.heddle.coordinator.job;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Answer.Chunk;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import io.heddle.core.fault.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Results of collecting sinks on their way from worker to client. Nothing is lost with them: the worker keeps all that the client has
 * not said it has, and says it again to the next master; the client says where it stands, whichever master it asks. Bounded because
 * a sink waits until some are taken.
 */
final class Collected {
    private static final Logger LOG = LogManager.getLogger(Collected.class);
    private static final int PAGE_BYTES = 4 << 20;

    private final Map<String, Sink> sinks = new HashMap<>();
    private Reader reader = Reader.UNKNOWN;
    private long askedMs;

    /** What is known of a client that fetches. */
    enum Reader {
        /** Nobody has asked. */
        UNKNOWN,
        /** Somebody may have asked an earlier master. */
        INHERITED,
        /** Somebody has asked. */
        HEARD
    }

    private static final class Sink {
        /** Whose results these are, and as which the offsets count. */
        ExecutionId execution;

        /** False while a worker has only announced it. */
        boolean heard;

        long firstOffset;
        long endOffset;
        boolean last;
        boolean delivered;
        final Deque<Chunk> chunks = new ArrayDeque<>();

        Sink(ExecutionId execution) {
            this.execution = execution;
        }

        void begin(ExecutionId by, long offset) {
            execution = by;
            heard = true;
            chunks.clear();
            firstOffset = offset;
            endOffset = offset;
            last = false;
            delivered = false;
        }

        /** It was said by an execution that started as finished and had nothing left. */
        boolean isNothing() {
            return last && endOffset == 0;
        }

        void dropBelow(long offset) {
            for (Chunk first = chunks.peekFirst();
                    first != null && firstOffset + first.count() <= offset;
                    first = chunks.peekFirst()) {
                chunks.removeFirst();
                firstOffset += first.count();
            }
        }
    }

    /** The job is an earlier master's. */
    void inherited(long nowMs) {
        reader = Reader.INHERITED;
        askedMs = nowMs;
    }

    /** A worker holds results and is going to say them: the job is not over without them. */
    void expect(FromWorker.HeldResult held) {
        sinks.computeIfAbsent(held.sinkId(), key -> new Sink(held.execution()));
    }

    void on(FromWorker.Collected said) {
        Sink sink = sinks.computeIfAbsent(said.sinkId(), key -> new Sink(said.execution()));
        int attempt = said.execution().attempt();
        int known = sink.execution.attempt();
        boolean nothing = said.last() && said.offset() + said.count() == 0;
        if (!sink.heard) {
            sink.begin(said.execution(), said.offset());
        } else if (attempt > known) {
            if (sink.last && nothing) {
                return;
            }
            sink.begin(said.execution(), said.offset());
        } else if (attempt < known) {
            if (!sink.isNothing()) {
                return;
            }
            sink.begin(said.execution(), said.offset());
        }
        long end = said.offset() + said.count();
        if (said.offset() == sink.endOffset && said.count() > 0) {
            sink.chunks.addLast(new Chunk(said.count(), said.records()));
            sink.endOffset = end;
            sink.delivered = false;
        } else if (said.offset() > sink.endOffset) {
            LOG.error(
                    "Results of {} from {} on are dropped: those from {} on are missing",
                    said.execution(),
                    said.offset(),
                    sink.endOffset);
        }
        sink.last |= said.last() && end == sink.endOffset;
    }

    Reader reader() {
        return reader;
    }

    /** Monotonic milliseconds of the last time that somebody asked. */
    long askedMs() {
        return askedMs;
    }

    /** Whether a client still has something to fetch. */
    boolean isPending() {
        return sinks.values().stream().anyMatch(sink -> !sink.delivered);
    }

    /** Whether results of that execution are still to be fetched. */
    boolean isPending(ExecutionId execution) {
        return sinks.values().stream().anyMatch(sink -> !sink.delivered && sink.execution.equals(execution));
    }

    /** The page that the client asks for; refused if the job has finished and some of its results are not there. */
    Answer fetch(Event.FetchCollected asked, JobStatus status, Turn turn, TaskTable tasks) {
        reader = Reader.HEARD;
        askedMs = turn.nowMs();
        Sink sink = sinks.get(asked.sinkId());
        boolean ahead = sink != null && asked.attempt() > sink.execution.attempt();
        boolean stopped = status.isGloballyTerminal() && status != JobStatus.FINISHED;
        if (sink == null || !sink.heard || ahead) {
            return status == JobStatus.FINISHED
                    ? lost(asked)
                    : new Answer.CollectedPage(asked.attempt(), asked.offset(), List.of(), stopped);
        }
        if (asked.attempt() == sink.execution.attempt()) {
            taken(sink, asked, turn, tasks);
        }
        if (sink.chunks.isEmpty() && status == JobStatus.FINISHED && !sink.last) {
            return lost(asked);
        }
        List<Chunk> page = page(sink);
        boolean complete = page.size() == sink.chunks.size() && (sink.last || stopped);
        sink.delivered = complete && page.isEmpty();
        return new Answer.CollectedPage(sink.execution.attempt(), sink.firstOffset, page, complete);
    }

    private static void taken(Sink sink, Event.FetchCollected asked, Turn turn, TaskTable tasks) {
        long before = sink.firstOffset;
        sink.dropBelow(asked.offset());
        WorkerId worker = workerOf(sink.execution, tasks);
        if (sink.firstOffset > before && worker != null) {
            turn.send(
                    worker, new ToWorker.CollectTaken(turn.epoch(), sink.execution, asked.sinkId(), sink.firstOffset));
        }
    }

    private static @Nullable WorkerId workerOf(ExecutionId execution, TaskTable tasks) {
        TaskRun task = tasks.find(execution.task());
        return task == null ? null : task.worker;
    }

    private static List<Chunk> page(Sink sink) {
        List<Chunk> page = new ArrayList<>();
        int bytes = 0;
        for (Chunk chunk : sink.chunks) {
            if (bytes > 0 && bytes + chunk.records().length > PAGE_BYTES) {
                break;
            }
            page.add(chunk);
            bytes += chunk.records().length;
        }
        return page;
    }

    private static Answer lost(Event.FetchCollected asked) {
        return new Answer.Refused(
                Answer.Reason.CONFLICT,
                new Problem(
                        "Results of the job are lost: it has finished, and those from record " + asked.offset()
                                + " on are not there.",
                        "The master and the worker that held them have both been lost.",
                        "Run the job again, or write its results by a sink."));
    }
}
