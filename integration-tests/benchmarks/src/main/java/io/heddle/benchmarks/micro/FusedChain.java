package io.heddle.benchmarks.micro;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.time.SettableClock;
import io.heddle.core.usercode.Closures;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.operator.FusedSteps;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Operators;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.operator.TaskLoop;
import io.heddle.engine.operator.TaskObservations;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

        private final Sum sum = new Sum();
        private Input head;

        @Setup
        public void build() throws Exception {
            List<Operator> chain = chain();
            head = fused ? FusedSteps.into(chain) : chain.get(0).input(0);
            head.record(5L, Input.NO_TIMESTAMP);
            Check.equal(5L + MAPS, sum.value, "what comes out of the last map");
        }

        private List<Operator> chain() {
            List<ChainedOperator> planned = new ArrayList<>();
            for (int n = 0; n < MAPS; n++) {
                OperatorSpec map = new OperatorSpec.Map<>((MapFunction<Long, Long>) value -> value + 1, null);
                planned.add(new ChainedOperator(
                        n,
                        "%032x".formatted(n),
                        "",
                        "map " + n,
                        Closures.capture(map),
                        new Closed(new byte[0], ""),
                        List.of(),
                        List.of()));
            }
            TaskContext task = task(planned);
            List<Operator> chain = new ArrayList<>();
            Input next = sum;
            for (int n = MAPS - 1; n >= 0; n--) {
                ChainedOperator each = planned.get(n);
                Operator operator = Operators.make(
                        (OperatorSpec) task.job().userCode().open(each.spec()),
                        new OperatorContext(task, each, OperatorRestore.NONE),
                        new Outputs(next, Map.of()));
                chain.add(0, operator);
                next = operator.input(0);
            }
            return chain;
        }

        private static TaskContext task(List<ChainedOperator> planned) {
            JobVertex vertex = new JobVertex(
                    0, "0".repeat(32), "maps", 1, Setups.KEY_GROUPS, "default", JobVertex.Role.CHAIN, planned);
            JobId id = new JobId("0".repeat(32));
            OpenedJob job = new OpenedJob(
                    new JobPlan(id, "micro", List.of(vertex), List.of(), List.of(), Map.of()),
                    0,
                    new LoadedUserCode(Maps.class.getClassLoader(), Map.of()),
                    Setups.SERIALIZERS,
                    new ExecutionConfig(),
                    new HeapStateBackend());
            return new TaskContext(
                    new TaskFacts(vertex, new ExecutionId(new TaskId(id, 0, 0), 0), "host"),
                    job,
                    new SettableClock(0),
                    new ProcessingTimers(),
                    new NoLoop(),
                    Runnable::run,
                    new TaskObservations(),
                    (result, offset, count, records, last) -> {},
                    (group, timeMs) -> {});
        }
    }

    /** The end of the chain. */
    private static final class Sum implements Input {
        private long value;

        @Override
        public void record(Object number, long timestampMs) {
            value += (Long) number;
        }

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }

    /** Maps ask nothing of their task. */
    private static final class NoLoop implements TaskLoop {
        @Override
        public void post(Mail mail) {
            throw new IllegalStateException("A map has no mail.");
        }

        @Override
        public void hold() {}

        @Override
        public void release() {}

        @Override
        public void yieldToMail() {}
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void heddleTenMaps(Maps chain, Blackhole end) throws Exception {
        for (long n = 0; n < RECORDS; n++) {
            chain.head.record(n, Input.NO_TIMESTAMP);
        }
        end.consume(chain.sum.value);
    }
}
