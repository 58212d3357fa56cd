package io.heddle.cluster.programs;

import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;
import java.util.List;

/** Multiplies the amount of a reading with a weight that is in a broadcast variable, wrong if that is not all there. */
final class Weights extends RichMapFunction<Reading, String> {
    static final String VARIABLE = "weights";
    /** The weights are the numbers from 1 to this. */
    static final int COUNT = 5_000;

    private transient long[] weights;

    @Override
    public void open(OpenContext openContext) {
        List<Long> all = getRuntimeContext().getBroadcastVariable(VARIABLE);
        weights = all.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    @Override
    public String map(Reading reading) {
        long weight = weights[(int) (reading.sequence() % weights.length)];
        return "weighed " + reading + " of " + weights.length + " " + weight * reading.amount();
    }
}
