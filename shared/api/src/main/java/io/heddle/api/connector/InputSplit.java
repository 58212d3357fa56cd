package io.heddle.api.connector;

import java.io.Serializable;

/** A part of an {@link InputFormat}'s input, which one instance reads alone. */
public interface InputSplit extends Serializable {
    /** The number of the split, from 0; each split of an input has its own. */
    int getSplitNumber();
}
