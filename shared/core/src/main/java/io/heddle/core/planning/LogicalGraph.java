package io.heddle.core.planning;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.NeedsCheckpoints;
import io.heddle.api.plan.LogicalNode;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.api.plan.NodeInput;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.StateSettings;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.keygroup.KeyGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The logical plan with all that the user left open decided: parallelism, key groups, slot groups, partitioning. */
final class LogicalGraph {
    static final String DEFAULT_GROUP = "default";

    private final Configuration configuration;
    private final OperatorIds ids = new OperatorIds();
    private final Map<Integer, PlanNode> nodes = new LinkedHashMap<>();
    private final List<PlanEdge> edges = new ArrayList<>();

    LogicalGraph(LogicalPlan plan, Configuration configuration) {
        this.configuration = configuration;
        if (plan.nodes().isEmpty()) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "The program has no operators.",
                    "execute() was called before any source was defined.",
                    "Define a source, and a sink behind it, before execute().");
        }
        for (LogicalNode node : plan.nodes()) {
            add(node);
        }
    }

    Iterable<PlanNode> nodes() {
        return nodes.values();
    }

    List<PlanEdge> edges() {
        return edges;
    }

    List<PlanEdge> into(PlanNode node) {
        return edges.stream().filter(edge -> edge.to().id() == node.id()).toList();
    }

    boolean isBatch() {
        return switch (configuration.get(ExecutionSettings.RUNTIME_MODE)) {
            case STREAMING -> false;
            case BATCH -> {
                requireBounded();
                yield true;
            }
            case AUTOMATIC -> nodes.values().stream().allMatch(LogicalGraph::isBoundedOrNoSource);
        };
    }

    /** Sinks that commit with checkpoints must get some: otherwise nothing of what they write would ever be seen. */
    void requireCheckpointsWhereNeeded() {
        if (isBatch() || configuration.get(StateSettings.CHECKPOINT_INTERVAL).toMillis() > 0) {
            return;
        }
        for (PlanNode node : nodes.values()) {
            if (commitsWithCheckpoints(node.node().spec())) {
                throw new HeddleException(
                        FaultCategory.USER,
                        "The sink '" + node.name() + "' makes its output visible with checkpoints, but they are off.",
                        "In a streaming job without checkpoints nobody would ever see what it writes.",
                        "Call env.enableCheckpointing(...) or set execution.checkpointing.interval; a bounded job"
                                + " may run with execution.runtime-mode: BATCH instead.");
            }
        }
    }

    private static boolean commitsWithCheckpoints(OperatorSpec spec) {
        return (spec instanceof OperatorSpec.WriterSink<?> writer && writer.sink() instanceof NeedsCheckpoints)
                || (spec instanceof OperatorSpec.FunctionSink<?> sink && sink.function() instanceof NeedsCheckpoints);
    }

    private void requireBounded() {
        for (PlanNode node : nodes.values()) {
            if (!isBoundedOrNoSource(node)) {
                throw new HeddleException(
                        FaultCategory.USER,
                        "The source '" + node.name() + "' never ends, so the job cannot run in BATCH mode.",
                        "Batch mode runs stage after stage, and its first stage would not end.",
                        "Use a bounded source, or execution.runtime-mode: STREAMING.");
            }
        }
    }

    static boolean isBoundedOrNoSource(PlanNode node) {
        if (node.node().spec() instanceof OperatorSpec.SplitSource<?> split) {
            return split.source().getBoundedness() == Boundedness.BOUNDED;
        }
        if (node.node().spec() instanceof OperatorSpec.FunctionSource<?> function) {
            return function.boundedness() == Boundedness.BOUNDED;
        }
        return true;
    }

    private void add(LogicalNode node) {
        int parallelism =
                node.parallelism() > 0 ? node.parallelism() : configuration.get(ExecutionSettings.PARALLELISM);
        int maxParallelism = node.maxParallelism() > 0 ? node.maxParallelism() : jobMaxParallelism(parallelism);
        if (parallelism > maxParallelism) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "The operator '" + node.name() + "' has parallelism " + parallelism + " and max parallelism "
                            + maxParallelism + ".",
                    "The max parallelism is the number of key groups, and a task needs at least one.",
                    "Lower the parallelism or raise the max parallelism (which old state does not survive).");
        }
        PlanNode planned =
                new PlanNode(node, ids.of(node), parallelism, maxParallelism, slotGroup(node), bufferTimeout(node));
        nodes.put(node.id(), planned);
        for (NodeInput input : node.inputs()) {
            PlanNode upstream = Objects.requireNonNull(nodes.get(input.upstream()), "inputs come first");
            edges.add(new PlanEdge(upstream, planned, input, partitioning(upstream, planned, input)));
        }
    }

    private int jobMaxParallelism(int parallelism) {
        int chosen = configuration.get(ExecutionSettings.MAX_PARALLELISM);
        return chosen > 0 ? chosen : KeyGroups.defaultMaxParallelism(parallelism);
    }

    private String slotGroup(LogicalNode node) {
        String chosen = node.slotSharingGroup();
        if (chosen != null) {
            return chosen;
        }
        TreeSet<String> inherited = new TreeSet<>();
        for (NodeInput input : node.inputs()) {
            PlanNode upstream = nodes.get(input.upstream());
            if (upstream != null) {
                inherited.add(upstream.slotSharingGroup());
            }
        }
        return inherited.size() == 1 ? inherited.first() : DEFAULT_GROUP;
    }

    private long bufferTimeout(LogicalNode node) {
        if (node.bufferTimeoutMs() != LogicalNode.UNSET) {
            return node.bufferTimeoutMs();
        }
        return configuration.get(ExecutionSettings.BUFFER_TIMEOUT_ENABLED)
                ? configuration.get(ExecutionSettings.BUFFER_TIMEOUT).toMillis()
                : -1;
    }

    private static Partitioning partitioning(PlanNode from, PlanNode to, NodeInput input) {
        Partitioning chosen = input.partitioning();
        boolean equal = from.parallelism() == to.parallelism();
        if (chosen instanceof Partitioning.Forward && !equal) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "forward() from '" + from.name() + "' (parallelism " + from.parallelism() + ") to '" + to.name()
                            + "' (parallelism " + to.parallelism() + ") is not possible.",
                    "Forwarding connects tasks of the same index.",
                    "Give both the same parallelism, or use rebalance() or rescale().");
        }
        if (chosen != null) {
            return chosen;
        }
        return equal ? new Partitioning.Forward() : new Partitioning.Rebalance();
    }
}
