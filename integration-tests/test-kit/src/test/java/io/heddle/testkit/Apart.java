package io.heddle.testkit;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.types.Types;

/** Sends long words aside. */
final class Apart extends ProcessFunction<String, String> {
    static final OutputTag<String> LONG_ONES = new OutputTag<>("long", Types.STRING);

    @Override
    public void processElement(String value, Context ctx, Collector<String> out) {
        if (value.length() > 2) {
            ctx.output(LONG_ONES, value);
        } else {
            out.collect(value);
        }
    }
}
