package io.heddle.cluster.programs;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.IntCounter;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;

/** Fetches records and accumulators to the client: prints their sum and count. */
public final class Collecting {
    private Collecting() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        long sum = 0;
        try (CloseableIterator<Long> numbers = env.fromSequence(1, 1000).executeAndCollect("collecting")) {
            while (numbers.hasNext()) {
                sum += numbers.next();
            }
        }
        env.fromSequence(1, 1000).map(new Counting()).sinkTo(new DiscardingSink<>());
        int seen = env.execute("counting").getAccumulatorResult("seen");
        System.out.println("sum " + sum + ", seen " + seen);
    }

    private static final class Counting extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final IntCounter seen = new IntCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("seen", seen);
        }

        @Override
        public Long map(Long value) {
            seen.add(1);
            return value;
        }
    }
}
