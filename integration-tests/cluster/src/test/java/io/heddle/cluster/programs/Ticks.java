package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.CheckpointingMode;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.types.Types;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
                .addSink(new Writing(parameters.getRequired("file")))
                .setParallelism(1);
        env.execute("Ticks");
    }

    /** For each record a line: number, milliseconds since the epoch, process id; in the file before the next one comes. */
    private record Writing(String file) implements SinkFunction<Long> {
        @Override
        public void invoke(Long number) throws Exception {
            String line = number + " " + System.currentTimeMillis() + " "
                    + ProcessHandle.current().pid() + "\n";
            Files.write(
                    Path.of(file),
                    line.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
