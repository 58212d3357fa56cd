package io.heddle.testkit;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import java.util.Collection;
import java.util.function.Function;

/**
 * An operator with one input, stepped by hand.
 *
 * <pre>{@code
 * var harness = OneInputStreamOperatorTestHarness.of(
 *         Types.STRING, words -> words.keyBy(w -> w).window(...).reduce(...));
 * harness.open();
 * harness.processElement("a", 10);
 * harness.processWatermark(100);
 * assertEquals(List.of("a"), harness.extractOutputValues());
 * }</pre>
 */
public final class OneInputStreamOperatorTestHarness<IN, OUT> extends StreamOperatorTestHarness<OUT> {
    OneInputStreamOperatorTestHarness(OperatorSpec spec, OutputTag<?>... sideOutputs) {
        super(spec, sideOutputs);
    }

    /**
     * The operator that a piece of a program adds to a stream.
     *
     * @param program adds exactly one operator, for example a window or an asynchronous request
     * @param sideOutputs the side outputs the test looks at
     */
    public static <IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> of(
            TypeInformation<IN> type, Function<DataStream<IN>, DataStream<OUT>> program, OutputTag<?>... sideOutputs) {
        return new OneInputStreamOperatorTestHarness<>(Extracted.from(type, program), sideOutputs);
    }

    /** Gives a record without a timestamp. */
    public void processElement(IN value) throws Exception {
        processElement(new StreamRecord<>(value));
    }

    /** Gives a record with a timestamp in milliseconds. */
    public void processElement(IN value, long timestamp) throws Exception {
        take(0, value, timestamp);
    }

    /** Gives a record. */
    public void processElement(StreamRecord<IN> element) throws Exception {
        take(0, element.getValue(), element.getTimestamp());
    }

    /** Gives records one after another. */
    public void processElements(Collection<StreamRecord<IN>> elements) throws Exception {
        for (StreamRecord<IN> element : elements) {
            processElement(element);
        }
    }

    /** Lets event time reach that many milliseconds. */
    public void processWatermark(long timestamp) throws Exception {
        advance(0, timestamp);
    }

    /** Lets event time reach that of a watermark. */
    public void processWatermark(Watermark mark) throws Exception {
        advance(0, mark.getTimestamp());
    }
}
