package io.heddle.simulation;

import io.heddle.coordinator.port.LedgerEntry;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.Epoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The durable ledger: one sequence of entries; who opens it with the highest epoch is the only one to append. */
final class SimLedger {
    private final World world;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private Epoch highest = Epoch.NONE;

    SimLedger(World world) {
        this.world = world;
    }

    /** Fences all lower epochs and reads what there is; false if a higher one was here first. */
    boolean open(Epoch epoch) {
        if (epoch.compareTo(highest) < 0) {
            return false;
        }
        highest = epoch;
        return true;
    }

    boolean isFenced(Epoch epoch) {
        return epoch.compareTo(highest) < 0 && world.scenario.mutation() != Mutation.LEDGER_NOT_FENCED;
    }

    /** Entries since the last snapshot, through the codec as in real storage. */
    List<LedgerEntry> read() {
        int from = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof LedgerEntry.Snapshot) {
                from = i;
            }
        }
        try {
            List<LedgerEntry> read = new ArrayList<>();
            for (LedgerEntry entry : entries.subList(from, entries.size())) {
                read.add(ControlCodec.read(ControlCodec.write(entry), LedgerEntry.class));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(LedgerEntry entry) {
        entries.add(entry);
        world.invariants.onDurable(entry);
    }
}
