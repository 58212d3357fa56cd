package io.heddle.testkit.programs;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessFunction;

/** Parts a stream by what is wrong with its records. */
final class Sort extends ProcessFunction<String, Integer> {
    static final OutputTag<String> WORDS = new OutputTag<String>("words") {};
    static final OutputTag<Integer> NEGATIVE = new OutputTag<Integer>("negative") {};

    @Override
    public void processElement(String text, Context ctx, Collector<Integer> out) {
        if (!text.matches("-?[0-9]+")) {
            ctx.output(WORDS, text);
        } else if (text.startsWith("-")) {
            ctx.output(NEGATIVE, Integer.valueOf(text));
        } else {
            out.collect(Integer.valueOf(text));
        }
    }
}
