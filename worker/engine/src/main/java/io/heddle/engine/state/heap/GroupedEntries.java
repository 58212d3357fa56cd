package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.snapshot.SegmentSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way into a segment, collected by key group, since they are not kept in that order. Not all of them: when some
 * have come together, their groups are written, and those of the next entries after them.
 */
final class GroupedEntries {
    /** What is collected at most. State up to this size is not held any more when its bytes go to the storage. */
    private static final int RUN_BYTES = 64 << 20;

    private final KeyGroupRange range;
    private final SegmentSink out;
    private final int runBytes;
    private final @Nullable BinaryWriter[] groups;
    private final int[] counts;
    /** Where the last entry is being written; null if it has been collected. */
    private @Nullable BinaryWriter last;

    private int lastStart;
    private long collectedBytes;

    /**
     * Some entries of one key group as written.
     *
     * @param logged whether the entries are those of a {@link LoggedSnapshot}
     */
    record Group(int number, int count, byte[] entries, boolean logged) {
        void writeTo(BinaryWriter out) {
            out.writeInt(number);
            out.writeInt(entries.length);
            out.writeInt(count);
            out.writeBytes(entries);
        }
    }

    /** Entries of key groups in that range, to be written there. */
    GroupedEntries(KeyGroupRange range, SegmentSink out) {
        this(range, out, RUN_BYTES);
    }

    /** As {@link #GroupedEntries(KeyGroupRange, SegmentSink)}, written when there are so many bytes. */
    GroupedEntries(KeyGroupRange range, SegmentSink out, int runBytes) {
        this.range = range;
        this.out = out;
        this.runBytes = runBytes;
        this.groups = new BinaryWriter[range.size()];
        this.counts = new int[range.size()];
    }

    /** Where the next entry of that key group goes. */
    BinaryWriter entry(int group) throws IOException {
        BinaryWriter before = last;
        if (before != null) {
            collectedBytes += before.position() - lastStart;
            if (collectedBytes >= runBytes) {
                writeRun();
            }
        }
        int index = group - range.first();
        BinaryWriter writer = groups[index];
        if (writer == null) {
            writer = new BinaryWriter(256);
            groups[index] = writer;
        }
        counts[index]++;
        last = writer;
        lastStart = writer.position();
        return writer;
    }

    /** Writes the entries that have not been written; whoever calls ends the groups by -1. */
    void writeRest() throws IOException {
        writeRun();
        Arrays.fill(groups, null);
    }

    private void writeRun() throws IOException {
        for (int index = 0; index < groups.length; index++) {
            BinaryWriter entries = groups[index];
            if (entries != null && counts[index] > 0) {
                out.writer().writeInt(range.first() + index);
                out.writer().writeInt(entries.position());
                out.writer().writeInt(counts[index]);
                out.writer().writeBytes(entries.array(), 0, entries.position());
                out.drain();
                entries.clear();
                counts[index] = 0;
            }
        }
        last = null;
        collectedBytes = 0;
    }

    /** Takes one key group after the other. */
    @FunctionalInterface
    interface Reader {
        /**
         * Takes a group.
         *
         * @param count of its entries
         * @param entries all there is to be read, until this returns
         */
        void read(int number, int count, BinaryReader entries) throws IOException;
    }

    /** Has groups read up to the -1 that ends them; those outside of the range are skipped. */
    static void read(BinaryReader in, KeyGroupRange range, Reader reader) throws IOException {
        BinaryReader entries = new BinaryReader();
        for (int group = in.readInt(); group >= 0; group = in.readInt()) {
            int length = in.readInt();
            int count = in.readInt();
            if (range.contains(group)) {
                int at = in.take(length);
                reader.read(group, count, entries.reset(in.array(), at, length));
            } else {
                in.skip(length);
            }
        }
    }

    /** Keeps the groups that {@link #read(BinaryReader, KeyGroupRange, Reader) are read}. */
    static List<Group> read(BinaryReader in, KeyGroupRange range) throws IOException {
        List<Group> own = new ArrayList<>();
        read(
                in,
                range,
                (number, count, entries) ->
                        own.add(new Group(number, count, entries.readBytes(entries.remaining()), false)));
        return own;
    }
}
