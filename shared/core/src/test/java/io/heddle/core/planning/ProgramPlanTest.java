package io.heddle.core.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.api.connector.CollectionSource;
import io.heddle.api.datastream.DataStreamUtils;
import io.heddle.api.environment.CheckpointingMode;
import io.heddle.api.environment.EmbeddedRocksDBStateBackend;
import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.environment.ExternalizedCheckpointRetention;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.environment.JobExecutors;
import io.heddle.api.environment.ParameterTool;
import io.heddle.api.environment.PredefinedOptions;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.usercode.Closures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Programs of the API, through to their job plans. */
class ProgramPlanTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");

    /** Keeps the plan instead of executing it. */
    private static final class Capturing implements JobExecutor {
        private @Nullable LogicalPlan plan;

        @Override
        public JobClient submit(LogicalPlan submitted) {
            plan = submitted;
            throw new IllegalStateException("captured");
        }

        @Override
        public boolean isAttached() {
            return true;
        }

        @Override
        public Map<String, String> defaults() {
            return Map.of("parallelism.default", "3");
        }

        @Override
        public String explain(LogicalPlan logical) {
            return JobPlanner.executionPlanJson(logical, input());
        }
    }

    /** A program. */
    private interface Program {
        void build(StreamExecutionEnvironment env) throws Exception;
    }

    private static PlanningInput input() {
        return new PlanningInput(JOB, Configuration.of(Map.of("parallelism.default", "3"), Origin.PROGRAM), List.of());
    }

    private static LogicalPlan logical(Program program) throws Exception {
        Capturing executor = new Capturing();
        try (JobExecutors.Installation installed = JobExecutors.installForThread(executor)) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            program.build(env);
            assertThrows(IllegalStateException.class, () -> env.execute("a job"));
            return Objects.requireNonNull(executor.plan, installed::toString);
        }
    }

    private static JobPlan plan(Program program) throws Exception {
        return JobPlanner.plan(logical(program), input()).plan();
    }

    private static List<JobVertex> visible(JobPlan plan) {
        return plan.vertices().stream()
                .filter(vertex -> vertex.role() == JobVertex.Role.CHAIN)
                .toList();
    }

    private static OperatorSpec open(ChainedOperator operator) {
        return Closures.open(operator.spec(), OperatorSpec.class, ProgramPlanTest.class.getClassLoader());
    }

    @Test
    void wordCountIsTwoVerticesAndAHiddenEnumerator() throws Exception {
        JobPlan plan = plan(env -> env.fromData("to be", "or not to be")
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String word : line.split(" ", -1)) {
                        out.collect(Tuple2.of(word, 1));
                    }
                })
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(0)
                .sum(1)
                .print());
        assertEquals(3, visible(plan).size(), "the source alone, the flat map, the sum with its sink");
        assertEquals(JobVertex.Role.ENUMERATOR, plan.vertices().get(0).role());
        JobVertex sum = visible(plan).get(2);
        assertEquals("Keyed Aggregation -> Sink: Print to Std. Out", sum.name());
        OperatorSpec.KeyedReduce<?, ?> spec =
                (OperatorSpec.KeyedReduce<?, ?>) open(sum.operators().get(0));
        FieldAggregation<?> aggregation = (FieldAggregation<?>) spec.function();
        assertEquals(FieldAggregation.Kind.SUM, aggregation.kind());
        assertEquals("1", aggregation.field().path().toString());
        assertEquals("STREAMING", plan.properties().get("execution.runtime-mode"));
    }

    @Test
    void elementsNeedNotBeSerialisable() throws Exception {
        JobPlan plan = plan(env -> env.fromData(new Plain(7), new Plain(8)).print());
        JobVertex source = visible(plan).get(0);
        OperatorSpec.SplitSource<?> spec =
                (OperatorSpec.SplitSource<?>) open(source.operators().get(0));
        assertEquals(2, ((CollectionSource<?>) spec.source()).size());
    }

    /** Not serialisable in Java's sense, but a POJO. */
    public static class Plain {
        public int value;

        public Plain() {}

        Plain(int value) {
            this.value = value;
        }
    }

    @Test
    void anUnserialisableFunctionIsNamedWithItsLineAndField() throws Exception {
        LogicalPlan logical = logical(env -> {
            Object lock = new Object();
            env.fromSequence(1, 10)
                    .filter(n -> n > lock.hashCode())
                    .name("picky")
                    .print();
        });
        String message = String.valueOf(assertThrows(HeddleException.class, () -> JobPlanner.plan(logical, input()))
                .getMessage());
        assertTrue(message.contains("picky"), message);
        assertTrue(message.contains("ProgramPlanTest.java"), message);
        assertTrue(message.contains("java.lang.Object"), message);
    }

    @Test
    void anonymousFunctionsInOrdinaryObjectsAreLetGoOfTheirOuterObject() throws Exception {
        JobPlan plan = plan(env -> env.fromSequence(1, 10)
                .keyBy(new KeySelector<Long, Long>() {
                    @Override
                    public Long getKey(Long value) {
                        return value % 2;
                    }
                })
                .reduce(new ReduceFunction<Long>() {
                    @Override
                    public Long reduce(Long value1, Long value2) {
                        return value1 + value2;
                    }
                })
                .print());
        assertEquals(2, visible(plan).size());
    }

    @Test
    void aLambdaWhoseTypeIsErasedNeedsReturns() {
        Exception missing = assertThrows(
                Exception.class,
                () -> logical(env -> env.fromSequence(1, 3)
                        .map(n -> Tuple2.of(n, n))
                        .keyBy(0)
                        .sum(1)
                        .print()));
        assertTrue(String.valueOf(missing.getMessage()).contains("returns("), missing.getMessage());
    }

    @Test
    void theExecutionPlanIsTheJsonThatViewersKnow() throws Exception {
        Capturing executor = new Capturing();
        try (JobExecutors.Installation installed = JobExecutors.installForThread(executor)) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(5);
            env.fromSequence(1, 3).filter(n -> n > 1).setParallelism(4).print().setParallelism(4);
            JsonNode nodes = new ObjectMapper().readTree(env.getExecutionPlan()).get("nodes");
            assertEquals(3, nodes.size(), installed::toString);
            assertEquals("Source: Sequence Source", nodes.get(0).get("type").asText());
            assertEquals("Data Source", nodes.get(0).get("pact").asText());
            assertEquals(5, nodes.get(0).get("parallelism").asInt());
            assertEquals(
                    "REBALANCE",
                    nodes.get(1).get("predecessors").get(0).get("ship_strategy").asText());
            assertEquals(
                    "FORWARD",
                    nodes.get(2).get("predecessors").get(0).get("ship_strategy").asText());
        }
    }

    @Test
    void whatAProgramSetsIsKnownToTheSettings() throws Exception {
        JobPlan plan = plan(env -> {
            env.enableCheckpointing(5000, CheckpointingMode.AT_LEAST_ONCE);
            env.getCheckpointConfig().setCheckpointTimeout(60_000);
            env.getCheckpointConfig().setMinPauseBetweenCheckpoints(500);
            env.getCheckpointConfig().setMaxConcurrentCheckpoints(2);
            env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);
            env.getCheckpointConfig()
                    .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
            env.getCheckpointConfig().enableUnalignedCheckpoints();
            env.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ofSeconds(1));
            env.getCheckpointConfig().setCheckpointStorage("hdfs:///checkpoints");
            env.setDefaultSavepointDirectory("hdfs:///savepoints");
            env.setStateBackend(new EmbeddedRocksDBStateBackend(true));
            env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 1000));
            env.setRuntimeMode(RuntimeExecutionMode.AUTOMATIC);
            env.setBufferTimeout(10);
            env.setParallelism(2);
            env.setMaxParallelism(64);
            env.disableOperatorChaining();
            env.getConfig().setAutoWatermarkInterval(50);
            env.getConfig().enableObjectReuse();
            env.getConfig().disableGenericTypes();
            env.getConfig().setGlobalJobParameters(ParameterTool.fromArgs(new String[] {"--a", "b:c,d", "-n", "-1"}));
            env.fromSequence(1, 3).print();
        });
        assertEquals("AT_LEAST_ONCE", plan.properties().get("execution.checkpointing.mode"));
        assertEquals("rocksdb", plan.properties().get("state.backend.type"));
        assertEquals("fixed-delay", plan.properties().get("restart-strategy.type"));
        assertEquals("BATCH", plan.properties().get("execution.runtime-mode"), "all sources are bounded");
        ExecutionConfig config =
                new ExecutionConfig(io.heddle.api.environment.Configuration.fromMap(plan.properties()));
        assertEquals(
                Map.of("a", "b:c,d", "n", "-1"), config.getGlobalJobParameters().toMap());
        assertTrue(config.isObjectReuseEnabled());
        assertEquals(50, config.getAutoWatermarkInterval());
        assertFalse(plan.edges().isEmpty());
    }

    /** What a program says of its backend goes with the job; what belongs to the worker is not dropped without a word. */
    @Test
    void optionsOfRocksDbGoWithTheJob() throws Exception {
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(false);
        backend.setPredefinedOptions(PredefinedOptions.SPINNING_DISK_OPTIMIZED_HIGH_MEM);
        backend.setPriorityQueueStateType(EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
        backend.setDbStoragePaths("/disk1/rocks", "/disk2/rocks");
        PlannedJob planned = JobPlanner.plan(
                logical(env -> {
                    env.setStateBackend(backend);
                    env.configure(io.heddle.api.environment.Configuration.fromMap(Map.of(
                            "state.backend.rocksdb.writebuffer.size", "16 mb",
                            "state.backend.rocksdb.memory.fixed-per-slot", "64 mb")));
                    env.fromSequence(1, 3).print();
                }),
                input());
        Map<String, String> properties = planned.plan().properties();
        assertEquals("SPINNING_DISK_OPTIMIZED_HIGH_MEM", properties.get("state.backend.rocksdb.predefined-options"));
        assertEquals("HEAP", properties.get("state.backend.rocksdb.timer-service.factory"));
        assertEquals("/disk1/rocks,/disk2/rocks", properties.get("state.backend.rocksdb.localdir"));
        assertEquals("16 mb", properties.get("state.backend.rocksdb.writebuffer.size"));
        assertEquals("false", properties.get("execution.checkpointing.incremental"));
        assertEquals(1, planned.warnings().size(), planned.warnings().toString());
        assertTrue(
                planned.warnings().get(0).contains("fixed-per-slot"),
                planned.warnings().toString());
    }

    /** Neither a record nor a POJO. */
    private static final class Opaque {
        private final int number;

        private Opaque(long number) {
            this.number = (int) number;
        }
    }

    @Test
    void aProgramMayRefuseGenericTypesAndUidsOfThePlanner() throws Exception {
        Program generic = env -> {
            env.getConfig().disableGenericTypes();
            env.fromSequence(1, 3)
                    .map(n -> Tuple2.of(n, new Opaque(n)))
                    .returns(Types.TUPLE(Types.LONG, Types.GENERIC(Opaque.class)))
                    .map(pair -> pair.f1.number)
                    .print();
        };
        String refused =
                assertThrows(HeddleException.class, () -> plan(generic)).getMessage();
        assertTrue(refused.contains("Opaque") && refused.contains("'Map'"), refused);

        Program nameless = env -> {
            env.getConfig().disableAutoGeneratedUIDs();
            env.fromSequence(1, 3).uid("numbers").print().name("out");
        };
        refused = assertThrows(HeddleException.class, () -> plan(nameless)).getMessage();
        assertTrue(refused.contains("'Sink: out'") && refused.contains("no uid"), refused);
        plan(env -> {
            env.getConfig().disableAutoGeneratedUIDs();
            env.getConfig().disableGenericTypes();
            env.fromSequence(1, 3).uid("numbers").print().uid("out");
        });
    }

    @Test
    void inBatchModeWhatIsSortedHasATaskOfItsOwn() throws Exception {
        for (RuntimeExecutionMode mode : RuntimeExecutionMode.values()) {
            for (boolean sorts : new boolean[] {true, false}) {
                JobPlan plan = plan(env -> {
                    env.setRuntimeMode(mode);
                    env.setParallelism(1);
                    env.configure(io.heddle.api.environment.Configuration.fromMap(
                            Map.of("execution.sorted-inputs.enabled", "" + sorts)));
                    DataStreamUtils.reinterpretAsKeyedStream(env.fromSequence(1, 3), each -> each, Types.LONG)
                            .map(each -> each)
                            .returns(Types.LONG)
                            .filter(each -> true)
                            .print();
                });
                boolean apart = mode != RuntimeExecutionMode.STREAMING && sorts;
                assertEquals(apart ? 2 : 1, visible(plan).size(), mode + " " + sorts);
            }
        }
    }
}
