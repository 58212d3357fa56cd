package io.heddle.api.plan;

import io.heddle.api.functions.AbstractRichFunction;
import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatJoinFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichFunction;
import io.heddle.api.functions.RuntimeContext;

/** A join as a co-group: every pair of the two sides. The engine may recognise it and never build the sides. */
public final class JoinedPairs<T1, T2, O> extends AbstractRichFunction implements CoGroupFunction<T1, T2, O> {
    private final FlatJoinFunction<T1, T2, O> function;

    /** Joins all pairs. */
    public JoinedPairs(FlatJoinFunction<T1, T2, O> function) {
        this.function = function;
    }

    /** The user's function. */
    public FlatJoinFunction<T1, T2, O> function() {
        return function;
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
    public void coGroup(Iterable<T1> first, Iterable<T2> second, Collector<O> out) throws Exception {
        for (T1 left : first) {
            for (T2 right : second) {
                function.join(left, right, out);
            }
        }
    }
}
