package io.heddle.engine.channel;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Lets the channels of a gate be read in turns: all of one turn to the end of their data before any of the next. Only before the
 * task takes checkpoints, or where it takes none: a barrier behind the records of a later turn would not be seen. Task thread only.
 */
public final class InputTurns {
    private final InputGate gate;
    private final TreeMap<Integer, List<GateChannel>> turns;
    private int unended;

    /** Holds all channels but those of the first turn, which is the least number that {@code turnOf} gives. */
    public InputTurns(InputGate gate, ToIntFunction<GateChannel> turnOf) {
        this.gate = gate;
        this.turns = gate.channels().stream()
                .collect(Collectors.groupingBy(turnOf::applyAsInt, TreeMap::new, Collectors.toList()));
        if (!turns.isEmpty()) {
            turns.tailMap(turns.firstKey(), false).values().forEach(later -> later.forEach(gate::hold));
            unended = turns.firstEntry().getValue().size();
        }
    }

    /** Which turn it is; past all of them once the last one has ended. */
    public int now() {
        return turns.isEmpty() ? Integer.MAX_VALUE : turns.firstKey();
    }

    /** The data of a channel of the present turn has ended. */
    public void onEndOfData() {
        if (--unended > 0) {
            return;
        }
        turns.pollFirstEntry();
        if (!turns.isEmpty()) {
            List<GateChannel> next = turns.firstEntry().getValue();
            next.forEach(gate::release);
            unended = next.size();
        }
    }
}
