package io.heddle.cluster.programs;

import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TumblingEventTimeWindows;

/**
 * {@code --keys N --rounds R --output DIR}: N keys come R times, one after the other, within the gap of their sessions, so that N
 * sessions are open at once; writes how many sessions there were of each size.
 */
public final class ManySessions {
    /** Key, sum of the numbers, count. */
    private static final TypeInformation<Tuple3<Long, Long, Long>> SESSION =
            Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

    private static final long NUMBERS_PER_MS = 1000;
    /** Longer than anything here lasts. */
    private static final int A_YEAR_OF_DAYS = 365;

    private ManySessions() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        long keys = parameters.getLong("keys");
        long rounds = parameters.getLong("rounds");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(0, keys * rounds - 1)
                .map(number -> Tuple3.of(number % keys, number, 1L))
                .returns(SESSION)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Tuple3<Long, Long, Long>>forMonotonousTimestamps()
                        .withTimestampAssigner((record, before) -> record.f1 / NUMBERS_PER_MS))
                .keyBy(record -> record.f0, Types.LONG)
                .window(EventTimeSessionWindows.withGap(Time.hours(1)))
                .reduce((a, b) -> Tuple3.of(a.f0, a.f1 + b.f1, a.f2 + b.f2))
                .map(session -> Tuple2.of(verdict(session, keys, rounds), 1L))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .keyBy(verdict -> verdict.f0, Types.STRING)
                .window(TumblingEventTimeWindows.of(Time.days(A_YEAR_OF_DAYS)))
                .sum(1)
                .map(verdict -> verdict.f0 + " " + verdict.f1)
                .returns(Types.STRING)
                .writeAsText(parameters.getRequired("output"));
        env.execute("ManySessions");
    }

    private static String verdict(Tuple3<Long, Long, Long> session, long keys, long rounds) {
        long sum = rounds * session.f0 + keys * (rounds * (rounds - 1) / 2);
        return session.f2 == rounds && session.f1 == sum ? "good" : "wrong";
    }
}
