package io.heddle.benchmarks.micro;

import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.FusedSteps;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A record through maps that follow each other in one chain: by the generated method, or from operator to operator. */
public class FusedChain {
    private static final int RECORDS = 1024;
    private static final int MAPS = 10;

    /** A chain as a task builds it, with an end that adds up. */
    @State(Scope.Thread)
    public static class Maps {
        @Param({"true", "false"})
        public boolean fused = true;

        private final Sum end = new Sum();
        private Input head;

        @Setup
        public void build() throws Exception {
            List<OperatorSpec> maps = new ArrayList<>();
            for (int n = 0; n < MAPS; n++) {
                maps.add(new OperatorSpec.Map<>((MapFunction<Long, Long>) value -> value + 1, null));
            }
            List<Operator> chain = Stepped.chain(maps, end, new HeapStateBackend());
            head = fused ? FusedSteps.into(chain) : chain.get(0).input(0);
            head.record(5L, Input.NO_TIMESTAMP);
            Check.equal(5L + MAPS, end.sum, "what comes out of the last map");
        }
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void heddleTenMaps(Maps chain, Blackhole end) throws Exception {
        for (long n = 0; n < RECORDS; n++) {
            chain.head.record(n, Input.NO_TIMESTAMP);
        }
        end.consume(chain.end.sum);
    }
}
