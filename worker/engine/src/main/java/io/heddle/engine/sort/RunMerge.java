package io.heddle.engine.sort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several runs read as one. */
final class RunMerge implements AutoCloseable {
    private final List<RunReader> readers = new ArrayList<>();
    private final PriorityQueue<RunReader> queue = new PriorityQueue<>();
    private @Nullable RunReader current;

    /** Begins to read; of equal entries that of the run that comes first in the list comes first. */
    RunMerge(List<Path> runs) throws IOException {
        try {
            for (Path run : runs) {
                RunReader reader = new RunReader(run, readers.size());
                readers.add(reader);
                if (reader.next()) {
                    queue.add(reader);
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The next entry, valid until the call after this; null after the last. */
    @Nullable
    Entry next() throws IOException {
        RunReader last = current;
        if (last != null && last.next()) {
            queue.add(last);
        }
        current = queue.poll();
        return current == null ? null : current.entry();
    }

    @Override
    public void close() throws IOException {
        for (RunReader reader : readers) {
            reader.close();
        }
    }
}
