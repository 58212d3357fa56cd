package io.heddle.core.planning;

import io.heddle.api.plan.CachedFile;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Origin;
import io.heddle.core.config.Scope;
import io.heddle.core.config.Setting;
import io.heddle.core.config.Settings;
import io.heddle.core.config.StateSettings;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.Artifact;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.plan.OperatorOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Translates what a program asks for into what runs: operators into chains, chains into vertices, and a hidden vertex with
 * the enumerator before each split source (see docs/decisions/0001). Pure: the same input gives the same plan.
 */
public final class JobPlanner {
    private final LogicalPlan logical;
    private final PlanningInput input;
    private final Configuration configuration;
    private final LogicalGraph graph;
    private final boolean batch;
    private final List<ChainingDecision> decisions = new ArrayList<>();
    /** By identity: a stream may be united with itself, by two equal edges. */
    private final IdentityHashMap<PlanEdge, Boolean> chained = new IdentityHashMap<>();

    private final Map<Integer, Chain> chains = new HashMap<>();
    private final List<Chain> heads = new ArrayList<>();
    private final List<JobEdge> edges = new ArrayList<>();
    private final SpecCapture capture = new SpecCapture();

    /** A vertex in the making. */
    private static final class Chain {
        private final List<PlanNode> operators = new ArrayList<>();
        private final Map<Integer, Integer> positions = new HashMap<>();
        private final Map<Integer, List<OperatorOutput>> outputs = new HashMap<>();
        private final Map<Integer, List<Integer>> inputs = new HashMap<>();
        private int index;

        void add(PlanNode node) {
            positions.put(node.id(), operators.size());
            operators.add(node);
            outputs.put(node.id(), new ArrayList<>());
            inputs.put(node.id(), new ArrayList<>());
        }

        int position(PlanNode node) {
            return Objects.requireNonNull(positions.get(node.id()));
        }

        PlanNode head() {
            return operators.get(0);
        }
    }

    private JobPlanner(LogicalPlan logical, PlanningInput input) {
        this.logical = logical;
        this.input = input;
        this.configuration =
                input.configuration().overriddenBy(Configuration.of(logical.configuration(), Origin.PROGRAM));
        this.graph = new LogicalGraph(logical, configuration);
        this.batch = graph.isBatch();
    }

    /**
     * Plans a job.
     *
     * @throws HeddleException of category USER or CONFIGURATION if the program cannot run as it is, saying what to change;
     *     of category USER naming the operator, its line and the field if a function cannot be serialised
     */
    public static PlannedJob plan(LogicalPlan logical, PlanningInput input) {
        JobPlanner planner = new JobPlanner(logical, input);
        planner.graph.requireCheckpointsWhereNeeded();
        BroadcastVariables.requireReadable(planner.graph);
        planner.requireWhatTheProgramDemands();
        planner.decideChains();
        planner.placeOperators();
        List<JobVertex> vertices = planner.connect();
        JobPlan plan = new JobPlan(
                input.job(),
                logical.jobName(),
                List.copyOf(vertices),
                List.copyOf(planner.edges),
                planner.artifacts(),
                planner.properties());
        return new PlannedJob(plan, List.copyOf(planner.decisions), withoutEffect(logical.configuration()));
    }

    /** Settings of the program that nobody will read. */
    private static List<String> withoutEffect(Map<String, String> settings) {
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(settings)
                .forEach((key, value) -> Settings.whyWithoutEffect(key)
                        .or(() -> whyNotByProgram(key))
                        .ifPresent(why -> warnings.add("The program sets " + key + " without effect: " + why + ".")));
        return List.copyOf(warnings);
    }

    private static Optional<String> whyNotByProgram(String key) {
        return Settings.find(key)
                .filter(setting -> !setting.scopes().contains(Scope.JOB)
                        && !setting.scopes().contains(Scope.CLIENT))
                .map(setting ->
                        "it is for all jobs of an application; set it where that is started, in the configuration"
                                + " or by -D");
    }

    /** The program's operators as JSON in the form that plan viewers know, without planning the job. */
    public static String executionPlanJson(LogicalPlan logical, PlanningInput input) {
        return ExecutionPlanJson.of(new JobPlanner(logical, input).graph);
    }

    private void requireWhatTheProgramDemands() {
        if (!configuration.get(ExecutionSettings.AUTO_GENERATE_UIDS)) {
            Demands.requireUids(graph);
        }
        if (!configuration.get(ExecutionSettings.GENERIC_TYPES)) {
            Demands.refuseGenericTypes(graph);
        }
    }

    private void decideChains() {
        ChainingRules rules = new ChainingRules(
                configuration.get(ExecutionSettings.OPERATOR_CHAINING),
                batch && configuration.get(ExecutionSettings.SORT_INPUTS));
        for (PlanEdge edge : graph.edges()) {
            ChainingDecision decision = rules.decide(edge, graph.into(edge.to()).size());
            decisions.add(decision);
            chained.put(edge, decision.chained());
        }
    }

    /** Puts every operator into the chain before it or at the head of one; numbers the vertices in topological order. */
    private void placeOperators() {
        int index = 0;
        for (PlanNode node : graph.nodes()) {
            List<PlanEdge> into = graph.into(node);
            Chain chain;
            if (into.size() == 1 && Boolean.TRUE.equals(chained.get(into.get(0)))) {
                chain = chainOf(into.get(0).from());
            } else {
                chain = new Chain();
                heads.add(chain);
                chain.index = hasEnumerator(node) ? index + 1 : index;
                index = chain.index + 1;
            }
            chain.add(node);
            chains.put(node.id(), chain);
        }
    }

    private Chain chainOf(PlanNode node) {
        return Objects.requireNonNull(chains.get(node.id()));
    }

    private static boolean hasEnumerator(PlanNode node) {
        return node.node().spec() instanceof OperatorSpec.SplitSource;
    }

    private List<JobVertex> connect() {
        List<JobVertex> enumerators = new ArrayList<>();
        for (Chain chain : heads) {
            if (chain.head().node().spec() instanceof OperatorSpec.SplitSource<?> source) {
                enumerators.add(enumerator(chain, source));
            }
        }
        for (PlanEdge edge : graph.edges()) {
            connect(edge);
        }
        List<JobVertex> vertices = new ArrayList<>(enumerators);
        heads.forEach(chain -> vertices.add(vertex(chain)));
        vertices.sort(Comparator.comparingInt(JobVertex::index));
        return vertices;
    }

    private JobVertex enumerator(Chain readers, OperatorSpec.SplitSource<?> source) {
        PlanNode reader = readers.head();
        int index = readers.index - 1;
        int edge = edges.size();
        TypeInformation<?> assignments = Types.PRIMITIVE_ARRAY(Types.BYTE);
        edges.add(new JobEdge(
                edge,
                index,
                0,
                readers.index,
                0,
                0,
                JobEdge.Shipping.CUSTOM,
                capture(new Partitioning.Assignment(), reader),
                capture(assignments, reader),
                JobEdge.Exchange.PIPELINED,
                0));
        inputsOf(readers, reader).add(edge);
        String id = OperatorIds.digest("enumerator:" + reader.operatorId());
        ChainedOperator operator = new ChainedOperator(
                reader.id(),
                id,
                "",
                reader.name() + " (splits)",
                capture(capture.enumeration(source), reader),
                capture(assignments, reader),
                List.of(),
                List.of(OperatorOutput.leaving("", edge)));
        return new JobVertex(
                index,
                id,
                operator.name(),
                1,
                reader.maxParallelism(),
                reader.slotSharingGroup(),
                JobVertex.Role.ENUMERATOR,
                List.of(operator));
    }

    private void connect(PlanEdge edge) {
        Chain from = chainOf(edge.from());
        Chain to = chainOf(edge.to());
        List<OperatorOutput> outputs =
                Objects.requireNonNull(from.outputs.get(edge.from().id()));
        int ordinal = edge.input().ordinal();
        if (Boolean.TRUE.equals(chained.get(edge))) {
            int next = from.position(edge.to());
            outputs.add(
                    edge.sideOutput().isEmpty()
                            ? OperatorOutput.chained(next, ordinal)
                            : OperatorOutput.chainedSide(
                                    edge.sideOutput(),
                                    next,
                                    ordinal,
                                    capture(edge.input().type(), edge.to())));
            return;
        }
        JobEdge.Shipping shipping = edge.shipping();
        int id = edges.size();
        edges.add(new JobEdge(
                id,
                from.index,
                from.position(edge.from()),
                to.index,
                to.position(edge.to()),
                ordinal,
                shipping,
                capture(edge.partitioning(), edge.to()),
                capture(edge.input().type(), edge.to()),
                // Every one or none: were some pipelined, two stages of a diamond could wait for each other.
                batch ? JobEdge.Exchange.BLOCKING : JobEdge.Exchange.PIPELINED,
                edge.from().bufferTimeoutMs()));
        outputs.add(OperatorOutput.leaving(edge.sideOutput(), id));
        inputsOf(to, edge.to()).add(id);
    }

    private static List<Integer> inputsOf(Chain chain, PlanNode node) {
        return Objects.requireNonNull(chain.inputs.get(node.id()));
    }

    private JobVertex vertex(Chain chain) {
        PlanNode head = chain.head();
        List<ChainedOperator> operators = new ArrayList<>();
        for (PlanNode node : chain.operators) {
            List<Integer> inputs = new ArrayList<>(inputsOf(chain, node));
            inputs.sort(Comparator.comparingInt(id -> edges.get(id).inputOrdinal()));
            TypeInformation<?> type = node.node().outputType();
            String uid = node.node().uid();
            operators.add(new ChainedOperator(
                    node.id(),
                    node.operatorId(),
                    uid == null ? "" : uid,
                    node.name(),
                    capture(capture.shipped(node.node().spec()), node),
                    type == null ? new Closed(new byte[0], "") : capture(type, node),
                    inputs,
                    List.copyOf(Objects.requireNonNull(chain.outputs.get(node.id()))),
                    node.node().variables()));
        }
        return new JobVertex(
                chain.index,
                head.operatorId(),
                nameOf(chain, head),
                head.parallelism(),
                head.maxParallelism(),
                head.slotSharingGroup(),
                JobVertex.Role.CHAIN,
                operators);
    }

    /** {@code A -> B} along a chain, {@code A -> (B, C -> D)} where it forks. */
    private String nameOf(Chain chain, PlanNode node) {
        List<String> next = new ArrayList<>();
        for (OperatorOutput output : Objects.requireNonNull(chain.outputs.get(node.id()))) {
            if (output.chainedOperator() >= 0) {
                next.add(nameOf(chain, chain.operators.get(output.chainedOperator())));
            }
        }
        if (next.isEmpty()) {
            return node.name();
        }
        return node.name() + " -> " + (next.size() == 1 ? next.get(0) : "(" + String.join(", ", next) + ")");
    }

    private Closed capture(Object closure, PlanNode owner) {
        return capture.capture(closure, owner.node());
    }

    private List<Artifact> artifacts() {
        List<Artifact> all = new ArrayList<>(input.artifacts());
        for (CachedFile file : logical.cachedFiles()) {
            all.add(new Artifact(Artifact.Kind.CACHED_FILE, file.name(), file.path(), "", -1));
        }
        return List.copyOf(all);
    }

    /** What was set explicitly and concerns the job; never a secret, since plans are stored. */
    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        configuration.toMap().forEach((key, value) -> {
            Setting<?> setting = Settings.find(key).orElse(null);
            if (setting != null && !setting.isSecret() && setting.scopes().contains(Scope.JOB)) {
                properties.put(key, value);
            }
        });
        properties.put(ExecutionSettings.RUNTIME_MODE.key(), batch ? "BATCH" : "STREAMING");
        if (batch) {
            // A batch job takes none, and its sinks commit at the end instead.
            properties.put(StateSettings.CHECKPOINT_INTERVAL.key(), "0 ms");
        }
        return properties;
    }
}
