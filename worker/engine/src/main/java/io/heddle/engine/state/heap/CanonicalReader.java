package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads segments of the canonical form {@link StateHeader#CANONICAL}, one key group after the other. */
public final class CanonicalReader {
    private CanonicalReader() {}

    /** Takes what is read. */
    public interface Target {
        /** The states of the segment, in the order in which their key groups come. */
        void states(TypeSnapshot keyForm, List<StateHeader> headers);

        /**
         * Takes a key group.
         *
         * @param state its number among the states
         * @param count of its entries
         * @param entries all there is to be read, until this returns
         */
        void group(int state, int number, int count, BinaryReader entries) throws IOException;
    }

    /** Has the key groups in that range read. */
    public static void read(RestoredSegment segment, KeyGroupRange range, Target target) throws IOException {
        segment.read(in -> {
            TypeSnapshot keyForm = StateHeader.readForm(in);
            List<StateHeader> headers = new ArrayList<>();
            for (int left = in.readVarInt(); left > 0; left--) {
                headers.add(StateHeader.readFrom(in));
            }
            target.states(keyForm, headers);
            for (int i = 0; i < headers.size(); i++) {
                int state = i;
                GroupedEntries.read(in, range, (number, count, entries) -> target.group(state, number, count, entries));
            }
        });
    }

    /** As {@link #read(RestoredSegment, KeyGroupRange, Target)}. */
    static void read(RestoredSegment segment, KeyGroupRange range, RestoredGroups groups) throws IOException {
        List<RestoredGroups.Form> forms = new ArrayList<>();
        read(segment, range, new Target() {
            @Override
            public void states(TypeSnapshot keyForm, List<StateHeader> headers) {
                headers.forEach(each -> forms.add(new RestoredGroups.Form(each, keyForm, false)));
                forms.forEach(groups::state);
            }

            @Override
            public void group(int state, int number, int count, BinaryReader entries) throws IOException {
                groups.group(forms.get(state), number, count, entries);
            }
        });
    }
}
