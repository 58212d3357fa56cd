package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pieces of one task's {@link LoggedSnapshot}, put together again. */
final class RestoredLog {
    private final KeyGroupRange range;
    private final RestoredGroups target;
    private final KeyGroupRange own;
    private final Map<StateName, RestoredGroups.Form> forms = new HashMap<>();
    /** The states of which an earlier piece has said something. */
    private final Set<StateName> begun = new HashSet<>();

    private RestoredLog(KeyGroupRange range, RestoredGroups target, KeyGroupRange own) {
        this.range = range;
        this.target = target;
        this.own = own;
    }

    /**
     * Reads a log.
     *
     * @param head the segment that names the pieces, which are among all segments
     * @param range the key groups that are wanted
     */
    static void read(RestoredSegment head, List<RestoredSegment> segments, KeyGroupRange range, RestoredGroups target)
            throws IOException {
        KeyGroupRange own =
                new KeyGroupRange(head.segment().firstKeyGroup(), head.segment().lastKeyGroup());
        new RestoredLog(range, target, own).read(head, segments);
    }

    private void read(RestoredSegment head, List<RestoredSegment> segments) throws IOException {
        BinaryReader in = new BinaryReader(head.read());
        TypeSnapshot keyForm = StateHeader.readForm(in);
        for (int left = in.readVarInt(); left > 0; left--) {
            StateHeader header = StateHeader.readFrom(in);
            RestoredGroups.Form form = new RestoredGroups.Form(header, keyForm, true);
            forms.put(form.name(), form);
            target.state(form);
        }
        for (int left = in.readVarInt(); left > 0; left--) {
            piece(in.readString(), head, segments).read(this::addPiece);
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
            RestoredGroups.Form form = forms.get(name);
            if (form == null) {
                throw new IOException(
                        "A piece of a checkpoint has the state " + name + ", which the checkpoint has not.");
            }
            if (!begun.add(name) && whole) {
                target.voided(form, own);
            }
            GroupedEntries.read(in, range, (number, count, entries) -> target.group(form, number, count, entries));
        }
    }
}
