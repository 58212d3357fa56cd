package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.Types;
import java.util.BitSet;

/**
 * Collects numbers that come at a pace, then those of a sink that had finished at once and waited:
 * {@code --records N --rate PER_SECOND}. Prints how many of each are lost and doubled.
 */
public final class CollectedNumbers {
    private static final int EARLY = 20_000;

    private CollectedNumbers() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        int records = parameters.getInt("records");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, records, RateLimiterStrategy.perSecond(parameters.getDouble("rate")), Types.LONG);
        CloseableIterator<Long> early = env.fromSequence(0, EARLY - 1).collectAsync();
        CloseableIterator<Long> paced = env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .collectAsync();
        JobClient job = env.executeAsync("collected numbers");
        System.out.println("paced: " + check(paced, records));
        System.out.println("early: " + check(early, EARLY));
        job.getJobExecutionResult().get();
        System.out.println("finished");
    }

    private static String check(CloseableIterator<Long> numbers, int expected) {
        BitSet seen = new BitSet(expected);
        long doubled = 0;
        while (numbers.hasNext()) {
            int number = Math.toIntExact(numbers.next());
            doubled += seen.get(number) ? 1 : 0;
            seen.set(number);
        }
        return "lost " + (expected - seen.cardinality()) + ", doubled " + doubled;
    }
}
