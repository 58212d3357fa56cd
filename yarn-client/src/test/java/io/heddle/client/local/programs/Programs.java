package io.heddle.client.local.programs;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;

/** What the programs share. */
final class Programs {
    private Programs() {}

    static StreamExecutionEnvironment environment(int parallelism) {
        return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(parallelism);
    }

    /** Executes and gives the records as they came. */
    static <T> List<T> collect(DataStream<T> stream) throws Exception {
        List<T> all = new ArrayList<>();
        try (CloseableIterator<T> results = stream.executeAndCollect("program")) {
            while (results.hasNext()) {
                all.add(results.next());
            }
        }
        return all;
    }

    /** Executes and gives the records as texts, sorted. */
    static <T> List<String> sorted(DataStream<T> stream) throws Exception {
        return sorted(collect(stream));
    }

    static List<String> sorted(List<?> records) {
        return records.stream().map(String::valueOf).sorted().toList();
    }
}
