package io.heddle.api.plan;

import io.heddle.api.types.TypeInformation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
        List<LogicalNode> built =
                inputsFirst(executed()).stream().map(PlanNode::build).toList();
        if (built.isEmpty()) {
            throw new InvalidProgramException(
                    "The program has no operators to execute: give it a source and a sink (for example print(),"
                            + " sinkTo(...)) before execute(). What was executed is not executed again.");
        }
        return new LogicalPlan(jobName, built, Map.copyOf(configuration), List.copyOf(cachedFiles));
    }

    /** What was added, with all it reads from: a stream of a program that was executed before may be used again. */
    private SortedMap<Integer, PlanNode> executed() {
        SortedMap<Integer, PlanNode> byId = new TreeMap<>();
        Deque<PlanNode> open = new ArrayDeque<>();
        nodes.stream().filter(node -> !node.inputs().isEmpty()).forEach(open::add);
        for (PlanNode node = open.poll(); node != null; node = open.poll()) {
            if (byId.put(node.id(), node) == null) {
                node.inputs().forEach(edges -> edges.forEach(edge -> open.add(edge.node())));
            }
        }
        return byId;
    }

    /** In the order of their ids, but for what fills a broadcast variable: that may have been defined after its reader. */
    private static List<PlanNode> inputsFirst(SortedMap<Integer, PlanNode> byId) {
        Set<PlanNode> ordered = new LinkedHashSet<>();
        byId.values().forEach(node -> addWithInputs(node, ordered));
        return List.copyOf(ordered);
    }

    private static void addWithInputs(PlanNode node, Set<PlanNode> ordered) {
        if (!ordered.contains(node)) {
            node.inputs().forEach(edges -> edges.forEach(edge -> addWithInputs(edge.node(), ordered)));
            ordered.add(node);
        }
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
