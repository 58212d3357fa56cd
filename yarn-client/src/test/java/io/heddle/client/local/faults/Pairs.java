package io.heddle.client.local.faults;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.tuple.Tuple3;

/** Names both sides. */
final class Pairs extends ProcessJoinFunction<Tuple3<Integer, Long, Long>, Tuple3<Integer, Long, Long>, String> {
    @Override
    public void processElement(
            Tuple3<Integer, Long, Long> left, Tuple3<Integer, Long, Long> right, Context ctx, Collector<String> out) {
        out.collect("pair " + left.f2 + "+" + right.f2);
    }
}
