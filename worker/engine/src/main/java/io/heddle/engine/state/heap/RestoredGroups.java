package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.StateName;
import java.io.IOException;

/** Takes restored keyed state, one key group after the other. */
interface RestoredGroups {
    /**
     * How a state was written.
     *
     * @param logged whether entries are those of a {@link LoggedSnapshot}
     */
    record Form(StateHeader header, TypeSnapshot keyForm, boolean logged) {
        StateName name() {
            return header.stateName();
        }

        /** Whether what was written with those is read as what was written so. */
        boolean readsLike(StateHeader otherHeader, TypeSnapshot otherKeyForm) {
            return header.equals(otherHeader) && keyForm.equals(otherKeyForm);
        }
    }

    /** There is such a state, which may be empty. */
    void state(Form form);

    /**
     * Takes some entries of a key group, of which others may follow.
     *
     * @param entries all there is to be read, until this returns
     */
    void group(Form form, int number, int count, BinaryReader entries) throws IOException;

    /** Nothing that came until now of those key groups of a state holds. */
    void voided(Form form, KeyGroupRange groups);
}
