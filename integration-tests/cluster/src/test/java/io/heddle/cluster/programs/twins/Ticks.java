package io.heddle.cluster.programs.twins;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.CheckpointingMode;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.Types;

/**
 * Numbers at a pace, each written at once to a file of this machine with the time of its writing, at least once: {@code
 * --file PATH --rate PER_SECOND}. Runs until it is ended.
 */
public final class Ticks {
    private Ticks() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(parameters.getLong("checkpoint-ms", 1000), CheckpointingMode.EXACTLY_ONCE);
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(parameters.getDouble("rate", 100)),
                Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .setParallelism(1)
                .rebalance()
                .sinkTo(new TickFile(parameters.getRequired("file")))
                .setParallelism(1);
        env.execute("Ticks");
    }
}
