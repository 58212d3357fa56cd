package io.heddle.cluster.programs.twins;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CheckpointingMode;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.util.Random;

/**
 * {@link Ticks} that pass a task with much state: {@code --file PATH --keys N --bytes B --rate PER_SECOND} first writes a value of
 * B bytes for each of N keys; a tick comes out only if the key that it looks up holds all of its bytes, once the values are there.
 */
public final class LadenTicks {
    private static final int SPREAD = 1_000_003;

    private LadenTicks() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        long keys = parameters.getLong("keys");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(parameters.getLong("checkpoint-ms", 1000), CheckpointingMode.EXACTLY_ONCE);
        env.setParallelism(1);
        DataStream<Tuple2<Long, Boolean>> values = env.fromSequence(0, keys - 1)
                .name("fill")
                .map(key -> Tuple2.of(key, true))
                .returns(Types.TUPLE(Types.LONG, Types.BOOLEAN));
        DataGeneratorSource<Tuple2<Long, Boolean>> numbers = new DataGeneratorSource<>(
                number -> Tuple2.of(number, false),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(parameters.getDouble("rate", 100)),
                Types.TUPLE(Types.LONG, Types.BOOLEAN));
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .union(values)
                .keyBy(record -> record.f1 ? record.f0 : record.f0 * SPREAD % keys, Types.LONG)
                .process(new Load(parameters.getInt("bytes")))
                .returns(Types.LONG)
                .sinkTo(new TickFile(parameters.getRequired("file")));
        env.execute("LadenTicks");
    }

    /** Keeps the values, and lets ticks through that find one. */
    private static final class Load extends KeyedProcessFunction<Long, Tuple2<Long, Boolean>, Long> {
        private final int bytes;
        private transient ValueState<byte[]> load;

        Load(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void open(OpenContext context) {
            load = getRuntimeContext().getState(new ValueStateDescriptor<>("load", byte[].class));
        }

        @Override
        public void processElement(Tuple2<Long, Boolean> record, Context context, Collector<Long> out)
                throws Exception {
            if (record.f1) {
                byte[] value = new byte[bytes];
                // What repeats would be smaller in a file than in memory.
                new Random(record.f0).nextBytes(value);
                load.update(value);
                return;
            }
            byte[] found = load.value();
            if (found != null && found.length == bytes) {
                out.collect(record.f0);
            }
        }
    }
}
