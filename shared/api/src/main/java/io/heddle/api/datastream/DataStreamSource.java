package io.heddle.api.datastream;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.plan.PlanNode;

/** A stream that comes from a source. */
public final class DataStreamSource<T> extends SingleOutputStreamOperator<T> {
    /** For environments. */
    public DataStreamSource(StreamExecutionEnvironment environment, PlanNode node) {
        super(environment, node);
    }

    /** Allows one instance only. For environments. */
    public DataStreamSource<T> single() {
        node().forceNonParallel();
        return this;
    }

    @Override
    public DataStreamSource<T> setParallelism(int parallelism) {
        super.setParallelism(parallelism);
        return this;
    }
}
