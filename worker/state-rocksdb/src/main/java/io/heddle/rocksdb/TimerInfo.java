package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.heap.TimerSegment;

/**
 * What is known of the timers in a database, without their program.
 *
 * @param family the column family they are in
 */
record TimerInfo(TimerSegment.Queue queue, String family) {
    /** What names of families begin with that hold timers. */
    static final String PREFIX = "timer/";

    /**
     * Timers in the usual family.
     *
     * @param version tells apart a family and the one it is rewritten into
     */
    static TimerInfo of(TimerSegment.Queue queue, int version) {
        return new TimerInfo(queue, PREFIX + version + "/" + queue.name());
    }

    /** The version in the family's name. */
    int version() {
        return Integer.parseInt(family.split("/", 3)[1]);
    }

    void writeTo(BinaryWriter out) {
        out.writeString(queue.name());
        StateHeader.writeForm(queue.keyForm(), out);
        StateHeader.writeForm(queue.namespaceForm(), out);
        out.writeString(family);
    }

    static TimerInfo readFrom(BinaryReader in) {
        TimerSegment.Queue queue =
                new TimerSegment.Queue(in.readString(), StateHeader.readForm(in), StateHeader.readForm(in));
        return new TimerInfo(queue, in.readString());
    }
}
