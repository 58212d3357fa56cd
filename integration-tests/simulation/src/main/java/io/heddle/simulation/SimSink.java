package io.heddle.simulation;

import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.TaskId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A source and a two-phase sink in one: records are numbered, some for each moment that the task runs; what lies between
 * two barriers is one transaction, committed when the later barrier's checkpoint is complete.
 */
final class SimSink {
    private static final int RECORD_MS = 10;

    private final World world;
    private final TaskId task;
    private final @Nullable TaskRestore restore;
    private final Map<Long, long[]> open = new TreeMap<>();
    private long base;
    private long sinceMs;
    private long cutAt;

    SimSink(World world, TaskId task, @Nullable TaskRestore restore) {
        this.world = world;
        this.task = task;
        this.restore = restore;
    }

    /** Begins where the checkpoint was taken, and commits what that checkpoint had completed. */
    void open() {
        sinceMs = world.nowMs();
        TaskRestore from = restore;
        if (from == null) {
            return;
        }
        for (OperatorSnapshot operator : from.operators()) {
            for (Segment segment : operator.segments()) {
                ByteBuffer bytes = ByteBuffer.wrap(((Slice.Inline) segment.slice()).bytes());
                base = bytes.getLong();
                cutAt = base;
                while (bytes.hasRemaining()) {
                    world.output.commit(task, bytes.getLong(), bytes.getLong(), bytes.getLong());
                }
            }
        }
    }

    private long position() {
        return base + (world.nowMs() - sinceMs) / RECORD_MS;
    }

    TaskSnapshot cut(long id) {
        long at = position();
        open.put(id, new long[] {cutAt, at});
        cutAt = at;
        long state = world.scenario.mutation() == Mutation.BARRIER_SKIPPED ? at + 1 : at;
        ByteBuffer bytes = ByteBuffer.allocate(8 + open.size() * 24).putLong(state);
        open.forEach((checkpoint, range) ->
                bytes.putLong(checkpoint).putLong(range[0]).putLong(range[1]));
        Segment segment =
                new Segment(StateKind.OPERATOR_LIST, "position", "sim/1", 0, 0, new Slice.Inline(bytes.array(), 0));
        return new TaskSnapshot(
                List.of(new OperatorSnapshot(Scenario.operatorId(task.vertex()), List.of(segment))),
                false,
                0,
                0,
                0,
                bytes.capacity(),
                bytes.capacity());
    }

    void completed(long id) {
        open.forEach((checkpoint, range) -> {
            if (checkpoint <= id) {
                world.output.commit(task, checkpoint, range[0], range[1]);
            }
        });
        if (world.scenario.mutation() != Mutation.DOUBLE_COMMIT) {
            open.keySet().removeIf(checkpoint -> checkpoint <= id);
        }
    }
}
