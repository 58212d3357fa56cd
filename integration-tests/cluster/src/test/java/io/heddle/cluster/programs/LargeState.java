package io.heddle.cluster.programs;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.datastream.DataStream;
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
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * State of any size whose every byte can be checked. {@code --keys N --bytes B --rate R} writes a value for each of N keys as fast as
 * it goes, and besides rewrites, for ever, R of them per second, each of which it checks first. {@code --keys N --bytes B --every E
 * --output DIR}, started from a checkpoint of that, looks at every E-th key and writes how many are good, missing and wrong.
 */
public final class LargeState {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** Longer than anything here lasts: the window ends with its input. */
    private static final int A_YEAR_OF_DAYS = 365;

    private LargeState() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        long keys = parameters.getLong("keys");
        int bytes = parameters.getInt("bytes");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        if (parameters.has("every")) {
            check(env, keys, bytes, parameters.getLong("every"), parameters.getRequired("output"));
        } else {
            fill(env, keys, bytes, parameters.getDouble("rate"));
        }
        env.execute("LargeState");
    }

    private static void fill(StreamExecutionEnvironment env, long keys, int bytes, double rate) {
        DataStream<Tuple2<Long, Boolean>> first = env.fromSequence(0, keys - 1)
                .name("fill")
                .uid("fill")
                .map(key -> Tuple2.of(key, true))
                .returns(Types.TUPLE(Types.LONG, Types.BOOLEAN))
                .uid("filled");
        DataStream<Tuple2<Long, Boolean>> touched = env.fromSource(
                        new DataGeneratorSource<>(
                                number -> Tuple2.of(Math.floorMod(number * SPREAD, keys), false),
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(rate),
                                Types.TUPLE(Types.LONG, Types.BOOLEAN)),
                        WatermarkStrategy.noWatermarks(),
                        "touch")
                .uid("touch");
        first.union(touched)
                .keyBy(record -> record.f0, Types.LONG)
                .process(new Kept(bytes, true))
                .uid("kept")
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
    }

    private static void check(StreamExecutionEnvironment env, long keys, int bytes, long every, String output) {
        env.fromSequence(0, (keys - 1) / every)
                .uid("look")
                .map(number -> Tuple2.of(number * every, false))
                .returns(Types.TUPLE(Types.LONG, Types.BOOLEAN))
                .uid("looked")
                .keyBy(record -> record.f0, Types.LONG)
                .process(new Kept(bytes, false))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .uid("kept")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Tuple2<String, Long>>noWatermarks()
                        .withTimestampAssigner((verdict, at) -> 0))
                .keyBy(verdict -> verdict.f0, Types.STRING)
                .window(TumblingEventTimeWindows.of(Time.days(A_YEAR_OF_DAYS)))
                .sum(1)
                .map(verdict -> verdict.f0 + " " + verdict.f1)
                .returns(Types.STRING)
                .writeAsText(output);
    }

    /** What a key holds after it was written so many times: the number of times, and bytes that nothing can compress. */
    static byte[] content(long key, long version, int bytes) {
        ByteBuffer content = ByteBuffer.allocate(bytes).putLong(version);
        long state = key * SPREAD ^ version;
        while (content.remaining() >= Long.BYTES) {
            state += SPREAD;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            content.putLong(mixed ^ (mixed >>> 31));
        }
        return content.array();
    }

    /** Writes values, or looks at them. */
    private static final class Kept extends KeyedProcessFunction<Long, Tuple2<Long, Boolean>, Tuple2<String, Long>> {
        private final int bytes;
        private final boolean writing;
        private transient @Nullable ValueState<byte[]> kept;

        Kept(int bytes, boolean writing) {
            this.bytes = bytes;
            this.writing = writing;
        }

        @Override
        public void open(OpenContext context) {
            kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", byte[].class));
        }

        @Override
        public void processElement(Tuple2<Long, Boolean> record, Context context, Collector<Tuple2<String, Long>> out)
                throws Exception {
            ValueState<byte[]> state = Objects.requireNonNull(kept);
            long key = record.f0;
            if (record.f1) {
                // Every key is filled once; to ask for it before would only make the filling take longer.
                state.update(content(key, 0, bytes));
                return;
            }
            byte[] found = state.value();
            if (found == null) {
                out.collect(Tuple2.of("missing", 1L));
                return;
            }
            long version = ByteBuffer.wrap(found).getLong();
            boolean good = Arrays.equals(found, content(key, version, bytes));
            if (!writing) {
                out.collect(Tuple2.of(good ? "good" : "wrong", 1L));
            } else if (good) {
                state.update(content(key, version + 1, bytes));
            } else {
                throw new IllegalStateException("key " + key + " holds what nobody wrote, in version " + version);
            }
        }
    }
}
