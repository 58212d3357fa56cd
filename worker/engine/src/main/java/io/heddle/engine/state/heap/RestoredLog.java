package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pieces of one task's {@link LoggedSnapshot}, put together again. */
final class RestoredLog {
    private final KeyGroupRange range;
    private final Map<StateName, RestoredTables.Unread> states = new LinkedHashMap<>();

    private RestoredLog(KeyGroupRange range) {
        this.range = range;
    }

    /**
     * Reads the states of every log among those segments.
     *
     * @param range the key groups that are wanted
     */
    static List<List<RestoredTables.Unread>> read(List<RestoredSegment> segments, KeyGroupRange range)
            throws IOException {
        List<List<RestoredTables.Unread>> all = new ArrayList<>();
        for (RestoredSegment head : segments) {
            if (head.segment().format().equals(LoggedSnapshot.FORMAT)) {
                RestoredLog log = new RestoredLog(range);
                log.read(head, segments);
                all.add(List.copyOf(log.states.values()));
            }
        }
        return all;
    }

    private void read(RestoredSegment head, List<RestoredSegment> segments) throws IOException {
        BinaryReader in = new BinaryReader(head.read());
        TypeSnapshot keyForm = StateHeader.readForm(in);
        for (int left = in.readVarInt(); left > 0; left--) {
            StateHeader header = StateHeader.readFrom(in);
            states.put(header.stateName(), new RestoredTables.Unread(header, keyForm, new ArrayList<>()));
        }
        for (int left = in.readVarInt(); left > 0; left--) {
            addPiece(new BinaryReader(piece(in.readString(), head, segments).read()));
        }
    }

    /** Tasks name their pieces alike, but no two of them have the same key groups. */
    private static RestoredSegment piece(String name, RestoredSegment head, List<RestoredSegment> segments)
            throws IOException {
        for (RestoredSegment each : segments) {
            if (each.segment().format().equals(LoggedSnapshot.PIECE)
                    && each.segment().name().equals(name)
                    && each.segment().firstKeyGroup() == head.segment().firstKeyGroup()) {
                return each;
            }
        }
        throw new IOException("The checkpoint names the piece " + name + " of the key groups from "
                + head.segment().firstKeyGroup() + " on but does not have it.");
    }

    private void addPiece(BinaryReader in) throws IOException {
        for (int left = in.readVarInt(); left > 0; left--) {
            StateName name = new StateName(in.readString(), in.readBoolean());
            boolean whole = in.readBoolean();
            RestoredTables.Unread state = states.get(name);
            if (state == null) {
                throw new IOException(
                        "A piece of a checkpoint has the state " + name + ", which the checkpoint has not.");
            }
            if (whole) {
                state.groups().clear();
            }
            for (GroupedEntries.Group group : GroupedEntries.read(in, range)) {
                state.groups().add(group.ofLog());
            }
        }
    }
}
