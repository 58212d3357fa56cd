package io.heddle.testkit.programs;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CloseableIterator;
import java.util.ArrayList;
import java.util.List;

/** Runs programs and takes what comes out of them. */
final class Results {
    private Results() {}

    /** As it came. */
    static List<String> of(DataStream<?> stream) throws Exception {
        List<String> all = new ArrayList<>();
        try (CloseableIterator<?> records = stream.executeAndCollect("program")) {
            records.forEachRemaining(each -> all.add(String.valueOf(each)));
        }
        return all;
    }

    /** Sorted: the order of what parallel instances put out is open. */
    static List<String> sorted(DataStream<?> stream) throws Exception {
        List<String> all = of(stream);
        all.sort(null);
        return all;
    }
}
