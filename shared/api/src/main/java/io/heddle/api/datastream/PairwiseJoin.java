package io.heddle.api.datastream;

import io.heddle.api.functions.AbstractRichFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatJoinFunction;
import io.heddle.api.functions.JoinFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichFunction;
import io.heddle.api.functions.RuntimeContext;

/** A join function as one that may emit any number of records. */
final class PairwiseJoin<T1, T2, O> extends AbstractRichFunction implements FlatJoinFunction<T1, T2, O> {
    private final JoinFunction<T1, T2, O> function;

    PairwiseJoin(JoinFunction<T1, T2, O> function) {
        this.function = function;
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        if (function instanceof RichFunction rich) {
            rich.open(openContext);
        }
    }

    @Override
    public void close() throws Exception {
        if (function instanceof RichFunction rich) {
            rich.close();
        }
    }

    @Override
    public void join(T1 first, T2 second, Collector<O> out) throws Exception {
        out.collect(function.join(first, second));
    }
}
