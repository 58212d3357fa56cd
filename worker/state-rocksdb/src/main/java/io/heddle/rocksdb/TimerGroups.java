package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;

/**
 * Reads the timers of a family key group by key group, in the form of entries of a {@link io.heddle.engine.state.heap.TimerSegment}:
 * bytes are rearranged, not understood. A large group comes in parts.
 */
final class TimerGroups {
    private static final int PART_BYTES = 1 << 20;

    private final KeyGroupRange range;
    private final Target target;
    private final BinaryReader in = new BinaryReader();
    private final BinaryWriter timers = new BinaryWriter(1 << 12);
    private int group;
    private int count;

    /** Takes one part of a group after the other. */
    @FunctionalInterface
    interface Target {
        /**
         * Takes timers.
         *
         * @param timers until this returns
         */
        void group(int number, int count, BinaryWriter timers) throws IOException;
    }

    TimerGroups(KeyGroupRange range, Target target) {
        this.range = range;
        this.target = target;
    }

    void read(Scan entries) throws IOException {
        for (entries.seek(KeyLayout.groupStart(range.first())); entries.isValid(); entries.next()) {
            byte[] key = entries.key();
            int now = in.reset(key).readBigEndianShort();
            if (now > range.last()) {
                break;
            }
            if (now != group || timers.position() > PART_BYTES) {
                handOn();
                group = now;
            }
            timers.writeLong(in.readSortableLong());
            timers.writeBytes(key, TimerForm.HEAD_BYTES, key.length - TimerForm.HEAD_BYTES);
            count++;
        }
        handOn();
    }

    private void handOn() throws IOException {
        if (count > 0) {
            target.group(group, count, timers);
        }
        timers.clear();
        count = 0;
    }
}
