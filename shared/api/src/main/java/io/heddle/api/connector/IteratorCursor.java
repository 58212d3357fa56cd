package io.heddle.api.connector;

import java.util.Iterator;

/** Reads an iterator that is made again after a restart: what was put out before is skipped. */
final class IteratorCursor<T> implements SplitCursor<T, CountedSplit> {
    private final CountedSplit split;
    private final Iterator<T> records;
    private final int recordsPerCall;
    private long emitted;

    /**
     * A cursor behind what the split has put out already.
     *
     * @param recordsPerCall the most records put out at once; 1 where an iterator may wait in order to slow its stream down,
     *     so that the task is not kept waiting for many
     * @throws IllegalStateException if the iterator yields less than was put out before the restart
     */
    IteratorCursor(CountedSplit split, Iterator<T> records, int recordsPerCall) {
        this.split = split;
        this.records = records;
        this.recordsPerCall = recordsPerCall;
        while (emitted < split.emitted()) {
            if (!records.hasNext()) {
                throw new IllegalStateException("The iterator yields " + emitted + " records, but " + split.emitted()
                        + " were put out before the restart: it must yield the same each time it is read.");
            }
            records.next();
            emitted++;
        }
    }

    @Override
    public boolean advance(SourceOutput<T> output, int maxRecords) {
        for (int i = 0; i < Math.min(maxRecords, recordsPerCall); i++) {
            if (!records.hasNext()) {
                return false;
            }
            output.collect(records.next());
            emitted++;
        }
        return true;
    }

    @Override
    public CountedSplit rest() {
        return split.at(emitted);
    }

    @Override
    public String place() {
        return "record " + (emitted + 1);
    }
}
