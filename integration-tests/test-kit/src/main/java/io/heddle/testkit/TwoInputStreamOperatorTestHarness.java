package io.heddle.testkit;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import java.util.function.BiFunction;

/** An operator with two inputs, stepped by hand; a broadcast input is the second one. */
public final class TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> extends StreamOperatorTestHarness<OUT> {
    TwoInputStreamOperatorTestHarness(OperatorSpec spec, OutputTag<?>... sideOutputs) {
        super(spec, sideOutputs);
    }

    /**
     * The operator that a piece of a program adds to two streams, for example a join.
     *
     * @param program adds exactly one operator
     * @param sideOutputs the side outputs the test looks at
     */
    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> of(
            TypeInformation<IN1> type1,
            TypeInformation<IN2> type2,
            BiFunction<DataStream<IN1>, DataStream<IN2>, DataStream<OUT>> program,
            OutputTag<?>... sideOutputs) {
        return new TwoInputStreamOperatorTestHarness<>(Extracted.from(type1, type2, program), sideOutputs);
    }

    /** Gives a record of the first input, with a timestamp in milliseconds. */
    public void processElement1(IN1 value, long timestamp) throws Exception {
        take(0, value, timestamp);
    }

    /** Gives a record of the first input. */
    public void processElement1(StreamRecord<IN1> element) throws Exception {
        take(0, element.getValue(), element.getTimestamp());
    }

    /** Gives a record of the second input, with a timestamp in milliseconds. */
    public void processElement2(IN2 value, long timestamp) throws Exception {
        take(1, value, timestamp);
    }

    /** Gives a record of the second input. */
    public void processElement2(StreamRecord<IN2> element) throws Exception {
        take(1, element.getValue(), element.getTimestamp());
    }

    /** Gives a record of the stream that is not broadcast, with a timestamp in milliseconds. */
    public void processElement(IN1 value, long timestamp) throws Exception {
        take(0, value, timestamp);
    }

    /** Gives a record of the broadcast stream, with a timestamp in milliseconds. */
    public void processBroadcastElement(IN2 value, long timestamp) throws Exception {
        take(1, value, timestamp);
    }

    /** Lets event time of the first input reach that of a watermark. */
    public void processWatermark1(Watermark mark) throws Exception {
        advance(0, mark.getTimestamp());
    }

    /** Lets event time of the second input reach that of a watermark. */
    public void processWatermark2(Watermark mark) throws Exception {
        advance(1, mark.getTimestamp());
    }

    /** Lets event time of both inputs reach that many milliseconds. */
    public void processBothWatermarks(Watermark mark) throws Exception {
        advance(0, mark.getTimestamp());
        advance(1, mark.getTimestamp());
    }
}
