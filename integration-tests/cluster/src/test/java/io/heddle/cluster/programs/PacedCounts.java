package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;

/** Counts numbers by their last digit, at a pace: {@code --records N --rate PER_SECOND --output DIR}. */
public final class PacedCounts {
    private PacedCounts() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number,
                parameters.getLong("records"),
                RateLimiterStrategy.perSecond(parameters.getDouble("rate")),
                Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> Tuple2.of(number % 10, 1L))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(0)
                .sum(1)
                .map(count -> count.f0 + " " + count.f1)
                .returns(Types.STRING)
                .writeAsText(parameters.getRequired("output"));
        env.execute("PacedCounts");
    }
}
