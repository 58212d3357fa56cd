package io.heddle.core.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.plan.ChainingStrategy;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.LogicalNode;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.api.plan.NodeInput;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.plan.OperatorOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPlannerTest {
    private static final JobId JOB = JobId.random(new Random(1));

    private final List<LogicalNode> nodes = new ArrayList<>();

    /** Never asked for a record: plans are only drawn here. */
    static final class Numbers implements SourceFunction<Long> {
        @Override
        public void run(SourceContext<Long> context) {}

        @Override
        public void cancel() {}
    }

    static final class Drop implements SinkFunction<Long> {}

    private int source(int parallelism) {
        return add(
                new OperatorSpec.FunctionSource<>(new Numbers(), Boundedness.CONTINUOUS_UNBOUNDED),
                "source",
                parallelism,
                null);
    }

    private int filter(int upstream, int parallelism, @Nullable Partitioning partitioning) {
        FilterFunction<Long> even = n -> n % 2 == 0;
        return add(
                new OperatorSpec.Filter<>(even, null),
                "filter",
                parallelism,
                new NodeInput(upstream, partitioning, null, 0, Types.LONG));
    }

    private int sink(int upstream, int parallelism) {
        return add(
                new OperatorSpec.FunctionSink<>(new Drop(), null),
                "sink",
                parallelism,
                new NodeInput(upstream, null, null, 0, Types.LONG));
    }

    private int add(OperatorSpec spec, String name, int parallelism, @Nullable NodeInput input) {
        int id = nodes.size() + 1;
        nodes.add(new LogicalNode(
                id,
                spec,
                input == null ? List.of() : List.of(input),
                name,
                null,
                null,
                parallelism,
                -1,
                null,
                ChainingStrategy.ALWAYS,
                LogicalNode.UNSET,
                Types.LONG,
                List.of(),
                "JobPlannerTest"));
        return id;
    }

    private PlannedJob plan(Map<String, String> configuration) {
        return JobPlanner.plan(
                new LogicalPlan("job", List.copyOf(nodes), Map.of(), List.of()),
                new PlanningInput(JOB, Configuration.of(configuration, Origin.PROGRAM), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"5,5,5,1", "5,4,5,3", "5,4,4,2", "1,1,1,1"})
    void chainsAreWhatUsersExpect(int source, int filter, int sink, int vertices) {
        sink(filter(source(source), filter, null), sink);
        assertEquals(vertices, plan(Map.of()).plan().vertices().size());
    }

    @Test
    void aChainSaysItsOperatorsInItsName() {
        sink(filter(source(5), 5, null), 5);
        JobVertex vertex = plan(Map.of()).plan().vertices().get(0);
        assertEquals("source -> filter -> sink", vertex.name());
        assertEquals(
                List.of(OperatorOutput.chained(1, 0)), vertex.operators().get(0).outputs());
    }

    @Test
    void anOperatorThatCannotBeChainedSaysWhy() {
        KeySpec<Long, Long> key = new KeySpec<>(n -> n % 10, Types.LONG);
        sink(filter(source(2), 2, new Partitioning.Hash(key)), 2);
        ChainingDecision decision = plan(Map.of()).chaining().get(0);
        assertFalse(decision.chained());
        assertEquals(
                List.of("records are forwarded"),
                decision.conditions().stream()
                        .filter(condition -> !condition.met())
                        .map(ChainingDecision.Condition::rule)
                        .toList());
    }

    @Test
    void chainingCanBeSwitchedOffAndDoesNotChangeTheIdentityOfState() {
        sink(filter(source(2), 2, null), 2);
        JobPlan chained = plan(Map.of()).plan();
        JobPlan apart =
                plan(Map.of("pipeline.operator-chaining.enabled", "false")).plan();
        assertEquals(3, apart.vertices().size());
        assertEquals(
                chained.vertices().get(0).operators().stream()
                        .map(ChainedOperator::operatorId)
                        .toList(),
                apart.vertices().stream()
                        .map(vertex -> vertex.operators().get(0).operatorId())
                        .toList());
    }

    @Test
    void parallelismComesFromTheOperatorBeforeTheConfiguration() {
        sink(filter(source(-1), 4, null), -1);
        List<JobVertex> vertices =
                plan(Map.of("parallelism.default", "3")).plan().vertices();
        assertEquals(
                List.of(3, 4, 3), vertices.stream().map(JobVertex::parallelism).toList());
        assertEquals(128, vertices.get(0).maxParallelism());
    }

    @Test
    void aForkInAChainIsNamedWithItsBranches() {
        int source = source(1);
        sink(source, 1);
        sink(source, 1);
        assertEquals(
                "source -> (sink, sink)",
                plan(Map.of()).plan().vertices().get(0).name());
    }

    @Test
    void aFunctionThatCannotBeSentIsNamedWithItsOperator() {
        Object socket = new Object();
        FilterFunction<Long> bad = n -> socket.hashCode() == n;
        int id = source(1);
        add(new OperatorSpec.Filter<>(bad, null), "suspicious", 1, new NodeInput(id, null, null, 0, Types.LONG));
        HeddleException refusal = assertThrows(HeddleException.class, () -> plan(Map.of()));
        assertEquals(FaultCategory.USER, refusal.category());
        assertTrue(
                refusal.problem().sentence().contains("suspicious"),
                refusal.problem().sentence());
    }

    @Test
    void batchModeRefusesASourceThatNeverEnds() {
        sink(source(1), 1);
        HeddleException refusal =
                assertThrows(HeddleException.class, () -> plan(Map.of("execution.runtime-mode", "BATCH")));
        assertTrue(
                refusal.problem().sentence().contains("source"),
                refusal.problem().sentence());
    }
}
