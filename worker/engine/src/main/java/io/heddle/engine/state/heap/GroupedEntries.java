package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.SegmentSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries on their way into a segment, collected by key group, since they are not kept in that order. */
final class GroupedEntries {
    private final KeyGroupRange range;
    private final @Nullable BinaryWriter[] groups;
    private final int[] counts;

    /**
     * One key group as written.
     *
     * @param logged whether the entries are those of a {@link LoggedSnapshot}
     */
    record Group(int number, int count, byte[] entries, boolean logged) {
        Group ofLog() {
            return new Group(number, count, entries, true);
        }

        void writeTo(BinaryWriter out) {
            out.writeInt(number);
            out.writeInt(entries.length);
            out.writeInt(count);
            out.writeBytes(entries);
        }
    }

    GroupedEntries(KeyGroupRange range) {
        this.range = range;
        this.groups = new BinaryWriter[range.size()];
        this.counts = new int[range.size()];
    }

    /** Where the next entry of that key group goes. */
    BinaryWriter entry(int group) {
        int index = group - range.first();
        BinaryWriter writer = groups[index];
        if (writer == null) {
            writer = new BinaryWriter(256);
            groups[index] = writer;
        }
        counts[index]++;
        return writer;
    }

    /** Writes the groups that have entries, in rising order; whoever calls ends them by -1. */
    void writeTo(SegmentSink out) throws IOException {
        for (int index = 0; index < groups.length; index++) {
            BinaryWriter entries = groups[index];
            if (entries != null) {
                out.writer().writeInt(range.first() + index);
                out.writer().writeInt(entries.position());
                out.writer().writeInt(counts[index]);
                out.writer().writeBytes(entries.array(), 0, entries.position());
                groups[index] = null;
                out.drain();
            }
        }
    }

    /** Reads groups up to the -1 that ends them; those outside of the range are skipped. */
    static List<Group> read(BinaryReader in, KeyGroupRange range) {
        List<Group> own = new ArrayList<>();
        for (int group = in.readInt(); group >= 0; group = in.readInt()) {
            int length = in.readInt();
            int entries = in.readInt();
            if (range.contains(group)) {
                own.add(new Group(group, entries, in.readBytes(length), false));
            } else {
                in.take(length);
            }
        }
        return own;
    }
}
