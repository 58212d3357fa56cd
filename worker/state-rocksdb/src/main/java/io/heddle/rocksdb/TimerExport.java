package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.SegmentBody;
import io.heddle.engine.snapshot.SegmentSink;
import io.heddle.engine.state.heap.TimerSegment;
import java.io.IOException;
import java.util.List;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/**
 * Timers of a database as a {@link TimerSegment}. Made on the task's thread with a view of the moment, written on an I/O thread.
 */
final class TimerExport implements SegmentBody {
    private final Database database;
    private final Snapshot view;
    private final KeyGroupRange range;
    private final List<Part> parts;

    private record Part(TimerInfo info, Family family) {}

    /**
     * Of queues that there are.
     *
     * @param infos with keys of one form
     */
    TimerExport(Database database, KeyGroupRange range, List<TimerInfo> infos) {
        this.database = database.retain();
        this.view = database.view();
        this.range = range;
        this.parts = infos.stream()
                .map(info -> new Part(info, database.family(info.family())))
                .toList();
    }

    @Override
    public void write(SegmentSink out) throws IOException {
        BinaryWriter writer = out.writer();
        List<TimerSegment.Queue> queues =
                parts.stream().map(part -> part.info().queue()).toList();
        TimerSegment.writeHead(queues.get(0).keyForm(), queues, writer);
        TimerGroups groups = new TimerGroups(range, (number, count, timers) -> {
            writer.writeInt(number);
            writer.writeInt(timers.position());
            writer.writeInt(count);
            writer.writeBytes(timers.array(), 0, timers.position());
            out.drain();
        });
        try (ReadOptions options = new ReadOptions().setSnapshot(view).setFillCache(false)) {
            for (Part part : parts) {
                try (Scan entries = database.scan(part.family(), options)) {
                    groups.read(entries);
                }
                writer.writeInt(TimerSegment.END_OF_GROUPS);
                out.drain();
            }
        }
    }

    @Override
    public void release() {
        database.releaseView(view);
        database.release();
    }
}
