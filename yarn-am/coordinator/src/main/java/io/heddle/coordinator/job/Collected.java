package io.heddle.coordinator.job;

import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Answer.Chunk;
import io.heddle.coordinator.turn.Turn;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.ToWorker;
import io.heddle.core.control.WorkerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results of collecting sinks between the worker and the client; bounded because a sink waits until some are taken. */
final class Collected {
    private static final int PAGE_BYTES = 4 << 20;

    private final Map<String, Sink> sinks = new HashMap<>();

    private static final class Sink {
        @Nullable
        ExecutionId execution;

        /** Offsets are the client's: they go on over restarts, those of executions begin where each was restored. */
        long firstOffset;

        long endOffset;
        /** Where the last page ended: whatever a restarted execution says comes after it, so that the client skips nothing. */
        long sentOffset;
        /** The client's offset of a record less the execution's. */
        long shift;

        boolean last;
        boolean delivered;
        final Deque<Chunk> chunks = new ArrayDeque<>();
    }

    void on(FromWorker.Collected said) {
        Sink sink = sinks.computeIfAbsent(said.sinkId(), key -> new Sink());
        ExecutionId known = sink.execution;
        if (known == null || said.execution().attempt() > known.attempt()) {
            sink.execution = said.execution();
            sink.chunks.clear();
            // A new master has sent no page: the execution's offsets are the client's then.
            sink.firstOffset = known == null ? said.offset() : sink.sentOffset;
            sink.endOffset = sink.firstOffset;
            sink.shift = sink.firstOffset - said.offset();
            sink.last = false;
            sink.delivered = false;
        } else if (said.execution().attempt() < known.attempt()) {
            return;
        }
        if (said.offset() + sink.shift == sink.endOffset && said.count() > 0) {
            sink.chunks.addLast(new Chunk(said.count(), said.records()));
            sink.endOffset += said.count();
        }
        sink.last |= said.last();
    }

    Optional<ExecutionId> execution(String sinkId) {
        Sink sink = sinks.get(sinkId);
        return sink == null ? Optional.empty() : Optional.ofNullable(sink.execution);
    }

    /** Whether a client still has something to fetch. */
    boolean isPending() {
        return sinks.values().stream().anyMatch(sink -> !sink.delivered);
    }

    Answer.CollectedPage fetch(Turn turn, String sinkId, long offset, boolean jobEnded, @Nullable WorkerId worker) {
        Sink sink = sinks.get(sinkId);
        if (sink == null || sink.execution == null) {
            return new Answer.CollectedPage(0, offset, List.of(), jobEnded);
        }
        long takenBefore = sink.firstOffset;
        Chunk first = sink.chunks.peekFirst();
        while (first != null && sink.firstOffset + first.count() <= offset) {
            sink.chunks.removeFirst();
            sink.firstOffset += first.count();
            first = sink.chunks.peekFirst();
        }
        ExecutionId execution = sink.execution;
        if (sink.firstOffset > takenBefore && worker != null) {
            turn.send(
                    worker,
                    new ToWorker.CollectTaken(
                            turn.epoch(), execution.task().job(), sinkId, sink.firstOffset - sink.shift));
        }
        List<Chunk> page = new ArrayList<>();
        int bytes = 0;
        for (Chunk chunk : sink.chunks) {
            if (bytes > 0 && bytes + chunk.records().length > PAGE_BYTES) {
                break;
            }
            page.add(chunk);
            bytes += chunk.records().length;
        }
        boolean complete = page.size() == sink.chunks.size() && (sink.last || jobEnded);
        sink.delivered = complete;
        sink.sentOffset =
                sink.firstOffset + page.stream().mapToInt(Chunk::count).sum();
        return new Answer.CollectedPage(execution.attempt(), sink.firstOffset, page, complete);
    }
}
