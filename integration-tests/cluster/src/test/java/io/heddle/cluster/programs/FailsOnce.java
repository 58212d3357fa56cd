package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts numbers by {@code --keys K} keys, {@code --rate R} per second, and fails after a checkpoint that has all of them. Its second
 * attempt goes on, and fails at a key whose count is not what its number says.
 */
public final class FailsOnce {
    private FailsOnce() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        long keys = parameters.getLong("keys");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(
                        new DataGeneratorSource<>(
                                number -> number,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(parameters.getDouble("rate")),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .setParallelism(1)
                .keyBy(number -> number % keys, Types.LONG)
                .process(new Counted(keys))
                .sinkTo(new DiscardingSink<>());
        env.execute("FailsOnce");
    }

    private static final class Counted extends KeyedProcessFunction<Long, Long, Long>
            implements CheckpointedFunction, CheckpointListener {
        private final long keys;
        private transient long latest;
        /** By the checkpoints that are under way. */
        private transient Map<Long, Long> latestBefore;

        private transient @Nullable ValueState<Long> counts;

        Counted(long keys) {
            this.keys = keys;
        }

        @Override
        public void open(OpenContext context) {
            latestBefore = new HashMap<>();
            counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            ValueState<Long> count = Objects.requireNonNull(counts);
            Long before = count.value();
            if ((before == null ? 0 : before) != number / keys) {
                throw new IllegalStateException("the count before number " + number + " is " + before);
            }
            count.update(number / keys + 1);
            latest = number;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            // The keyed state alone says where it was.
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            latestBefore.put(context.getCheckpointId(), latest);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            boolean hasAllKeys = latestBefore.getOrDefault(checkpointId, 0L) >= keys;
            if (hasAllKeys && getRuntimeContext().getAttemptNumber() == 0) {
                throw new IllegalStateException("fails once, after checkpoint " + checkpointId);
            }
        }
    }
}
