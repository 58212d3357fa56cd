package io.heddle.api.connector;

import java.io.IOException;

/** A format that parts its input into as many numbered splits as there are instances, or one if it is a {@link NonParallelInput}. */
public abstract class GenericInputFormat<O> extends RichInputFormat<O, GenericInputSplit> {
    /** The number of the open split; -1 before the first. */
    protected int partitionNumber = -1;

    /** For subclasses. */
    protected GenericInputFormat() {}

    @Override
    public GenericInputSplit[] createInputSplits(int minNumSplits) throws IOException {
        if (minNumSplits < 1) {
            throw new IllegalArgumentException("At least one split must be asked for, not " + minNumSplits + ".");
        }
        int count = this instanceof NonParallelInput ? 1 : minNumSplits;
        GenericInputSplit[] splits = new GenericInputSplit[count];
        for (int i = 0; i < count; i++) {
            splits[i] = new GenericInputSplit(i, count);
        }
        return splits;
    }

    @Override
    public void open(GenericInputSplit split) throws IOException {
        this.partitionNumber = split.getSplitNumber();
    }

    @Override
    public void close() throws IOException {}
}
