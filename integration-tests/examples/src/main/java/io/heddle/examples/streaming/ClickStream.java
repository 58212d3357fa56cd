package io.heddle.examples.streaming;

import io.heddle.api.connector.DataGeneratorSource;
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
import io.heddle.api.types.TypeInformation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Clicks of many users on a few pages, made up at a steady rate; counts each user's clicks in keyed state and prints a
 * line at every hundredth. Runs until it is cancelled.
 *
 * <p>{@code ClickStream [--rate CLICKS_PER_SECOND] [--users N]}
 */
public final class ClickStream {
    private static final int REPORT_EVERY = 100;
    private static final String[] PAGES = {"/", "/search", "/item", "/basket", "/pay"};

    private ClickStream() {}

    /** A click: which user, which page, when (milliseconds since the job's first click). */
    public record Click(long user, String page, long atMs) {}

    /** The {@code number}-th click: the same number always gives the same click. */
    static Click click(long number, long users, double rate) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        long user = Math.floorMod(mixed, users);
        String page = PAGES[(int) Math.floorMod(mixed >>> 7, (long) PAGES.length)];
        return new Click(user, page, (long) (number * 1000 / rate));
    }

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        long users = parameters.getLong("users", 1000);
        double rate = parameters.getDouble("rate", 1000);

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataGeneratorSource<Click> clicks = new DataGeneratorSource<>(
                number -> click(number, users, rate),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(rate),
                TypeInformation.of(Click.class));
        DataStream<Click> stream = env.fromSource(clicks, WatermarkStrategy.noWatermarks(), "clicks");
        stream.keyBy(Click::user)
                .process(new CountPerUser())
                .name("count per user")
                .print();
        env.execute("ClickStream");
    }

    private static final class CountPerUser extends KeyedProcessFunction<Long, Click, String> {
        private transient @Nullable ValueState<Long> clicks;

        @Override
        public void open(OpenContext context) {
            clicks = getRuntimeContext().getState(new ValueStateDescriptor<>("clicks", Long.class));
        }

        @Override
        public void processElement(Click click, Context context, Collector<String> out) throws Exception {
            ValueState<Long> state = Objects.requireNonNull(clicks);
            Long before = state.value();
            long now = before == null ? 1 : before + 1;
            state.update(now);
            if (now % REPORT_EVERY == 0) {
                out.collect("user " + click.user() + ": " + now + " clicks, the last on " + click.page());
            }
        }
    }
}
