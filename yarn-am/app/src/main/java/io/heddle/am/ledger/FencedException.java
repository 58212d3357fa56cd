package io.heddle.am.ledger;

import io.heddle.core.control.Epoch;
import java.io.IOException;

/** A master of a higher epoch has opened the ledger: this one has no say any more. */
public final class FencedException extends IOException {
    private static final long serialVersionUID = 1;

    FencedException(Epoch own, Epoch other) {
        super("The ledger of epoch " + own + " was taken over by epoch " + other + ".");
    }
}
