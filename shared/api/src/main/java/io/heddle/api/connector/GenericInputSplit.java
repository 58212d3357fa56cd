package io.heddle.api.connector;

/** A split that says only which of how many it is. */
public class GenericInputSplit implements InputSplit {
    private final int partitionNumber;
    private final int totalNumberOfPartitions;

    /**
     * A split.
     *
     * @param partitionNumber its number, from 0
     * @param totalNumberOfPartitions how many there are
     */
    public GenericInputSplit(int partitionNumber, int totalNumberOfPartitions) {
        this.partitionNumber = partitionNumber;
        this.totalNumberOfPartitions = totalNumberOfPartitions;
    }

    @Override
    public int getSplitNumber() {
        return partitionNumber;
    }

    /** How many splits there are. */
    public int getTotalNumberOfSplits() {
        return totalNumberOfPartitions;
    }

    @Override
    public String toString() {
        return "GenericInputSplit (" + partitionNumber + "/" + totalNumberOfPartitions + ")";
    }
}
