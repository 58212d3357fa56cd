package io.heddle.api.plan;

import io.heddle.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the operators of a program. For the API's own classes. */
public final class PlanBuilder {
    private final List<PlanNode> nodes = new ArrayList<>();
    private final List<CachedFile> cachedFiles = new ArrayList<>();
    private int lastId;

    /** Nothing yet. */
    public PlanBuilder() {}

    /** Adds an operator; {@code type} is null for a sink. */
    public PlanNode add(
            String name, OperatorSpec spec, List<List<StreamEdge>> inputs, @Nullable TypeInformation<?> type) {
        PlanNode node = new PlanNode(++lastId, name, spec, inputs, type, callSite());
        nodes.add(node);
        return node;
    }

    /** Adds a file for the distributed cache. */
    public void addCachedFile(CachedFile file) {
        cachedFiles.add(file);
    }

    /** Whether there is nothing to execute. */
    public boolean isEmpty() {
        return nodes.stream().allMatch(node -> node.inputs().isEmpty());
    }

    /** Forgets all operators. */
    public void clear() {
        nodes.clear();
        cachedFiles.clear();
    }

    /**
     * The plan so far; sources nothing reads from are left out.
     *
     * @throws InvalidProgramException if there is nothing to execute
     */
    public LogicalPlan build(String jobName, Map<String, String> configuration) {
        Set<PlanNode> read = new HashSet<>();
        for (PlanNode node : nodes) {
            node.inputs().forEach(edges -> edges.forEach(edge -> read.add(edge.node())));
        }
        List<LogicalNode> built = new ArrayList<>();
        for (PlanNode node : nodes) {
            if (!node.inputs().isEmpty() || read.contains(node)) {
                built.add(node.build());
            }
        }
        if (built.isEmpty()) {
            throw new InvalidProgramException(
                    "The program has no operators to execute: give it a source and a sink (for"
                            + " example print(), sinkTo(...)) before execute(). An environment executes its operators once.");
        }
        return new LogicalPlan(jobName, List.copyOf(built), Map.copyOf(configuration), List.copyOf(cachedFiles));
    }

    /** The line of the user's program that is calling, for messages. */
    private static String callSite() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse(""));
    }

    private static boolean isOurs(String className) {
        return className.startsWith("io.heddle.api.plan.Plan")
                || className.startsWith("io.heddle.api.datastream.")
                || className.startsWith("io.heddle.api.environment.");
    }
}
