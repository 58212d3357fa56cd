package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.FileSink;
import io.heddle.api.connector.OnCheckpointRollingPolicy;
import io.heddle.api.connector.Path;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.connector.SimpleStringEncoder;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.Types;

/** Writes numbers, each once, to files: {@code --records N --rate PER_SECOND --output DIR}. */
public final class FilesOnce {
    private FilesOnce() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number,
                parameters.getLong("records"),
                RateLimiterStrategy.perSecond(parameters.getDouble("rate")),
                Types.LONG);
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(String::valueOf)
                .returns(Types.STRING)
                .sinkTo(FileSink.<String>forRowFormat(
                                new Path(parameters.getRequired("output")), new SimpleStringEncoder<>("UTF-8"))
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build());
        env.execute("FilesOnce");
    }
}
