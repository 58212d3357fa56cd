package io.heddle.cluster.programs;

import io.heddle.api.connector.FileSource;
import io.heddle.api.connector.TextLineInputFormat;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TumblingEventTimeWindows;

/** {@code --input FILE --output DIR}: counts lines "key milliseconds" by key and second; a line that comes out of order is late. */
public final class Tardy {
    private Tardy() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(
                        FileSource.forRecordStreamFormat(new TextLineInputFormat(), parameters.getRequired("input"))
                                .build(),
                        WatermarkStrategy.<String>forGenerator(context -> new EachLine())
                                .withTimestampAssigner((line, before) -> Long.parseLong(line.split(" ", -1)[1])),
                        "lines")
                .map(line -> Tuple2.of(line.split(" ", -1)[0], 1L))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .keyBy(count -> count.f0, Types.STRING)
                .window(TumblingEventTimeWindows.of(Time.seconds(1)))
                .sum(1)
                .name("lines per second")
                .map(count -> count.f0 + " " + count.f1)
                .returns(Types.STRING)
                .writeAsText(parameters.getRequired("output"));
        env.execute("Tardy");
    }

    /** A watermark behind every line. */
    private static final class EachLine implements WatermarkGenerator<String> {
        @Override
        public void onEvent(String event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
