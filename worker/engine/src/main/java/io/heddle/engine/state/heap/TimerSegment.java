package io.heddle.engine.state.heap;

import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The form {@code timers/1} of timers in checkpoints, which every backend reads: form of the keys; number of queues; per queue: name,
 * form of the namespaces; then per queue the key groups as in the form {@link StateHeader#CANONICAL}, an entry being time, key,
 * namespace.
 */
public final class TimerSegment {
    /** The format of the segments. */
    public static final String FORMAT = "timers/1";
    /** The name of the segments. */
    public static final String NAME = "timers";
    /** What stands where there might be one more key group of a queue. */
    public static final int END_OF_GROUPS = -1;

    private TimerSegment() {}

    /** The timers of one operator and one clock, before it is known how they are to be read. */
    public record Queue(String name, TypeSnapshot keyForm, TypeSnapshot namespaceForm) {}

    /** Takes one key group of a queue after the other. */
    @FunctionalInterface
    public interface Target {
        /**
         * Takes a key group.
         *
         * @param count of its timers
         * @param entries all there is to be read, until this returns
         */
        void group(Queue queue, int number, int count, BinaryReader entries) throws IOException;
    }

    /** Writes what comes before the key groups; the keys of all queues are of that form. */
    public static void writeHead(TypeSnapshot keyForm, List<Queue> queues, BinaryWriter out) {
        StateHeader.writeForm(keyForm, out);
        out.writeVarInt(queues.size());
        for (Queue queue : queues) {
            out.writeString(queue.name());
            StateHeader.writeForm(queue.namespaceForm(), out);
        }
    }

    /** Has the key groups in that range read, out of all such segments of a checkpoint. */
    public static void read(OperatorRestore restore, KeyGroupRange range, Target target) throws IOException {
        for (RestoredSegment segment : restore.ofKind(StateKind.KEYED)) {
            if (segment.segment().format().equals(FORMAT)) {
                segment.read(in -> read(in, range, target));
            }
        }
    }

    private static void read(BinaryReader in, KeyGroupRange range, Target target) throws IOException {
        TypeSnapshot keyForm = StateHeader.readForm(in);
        List<Queue> queues = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            queues.add(new Queue(in.readString(), keyForm, StateHeader.readForm(in)));
        }
        for (Queue queue : queues) {
            GroupedEntries.read(in, range, (number, count, entries) -> target.group(queue, number, count, entries));
        }
    }
}
