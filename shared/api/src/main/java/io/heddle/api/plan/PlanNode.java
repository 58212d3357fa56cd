package io.heddle.api.plan;

import io.heddle.api.types.InvalidTypesException;
import io.heddle.api.types.MissingTypeInfo;
import io.heddle.api.types.TypeInformation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operator of a plan that is still being built. For the API's own classes. */
public final class PlanNode {
    private final int id;
    private final String callSite;
    private final List<List<StreamEdge>> inputs;
    private final List<String> variables = new ArrayList<>();
    private OperatorSpec spec;
    private @Nullable TypeInformation<?> type;
    private boolean typeUsed;
    private boolean nonParallel;
    private String name;
    private @Nullable String uid;
    private @Nullable String uidHash;
    private int parallelism = -1;
    private int maxParallelism = -1;
    private @Nullable String slotSharingGroup;
    private ChainingStrategy chaining = ChainingStrategy.ALWAYS;
    private long bufferTimeoutMs = LogicalNode.UNSET;

    PlanNode(
            int id,
            String name,
            OperatorSpec spec,
            List<List<StreamEdge>> inputs,
            @Nullable TypeInformation<?> type,
            String callSite) {
        this.id = id;
        this.name = name;
        this.spec = spec;
        this.inputs = new ArrayList<>(inputs);
        this.type = type;
        this.callSite = callSite;
    }

    /** The id. */
    public int id() {
        return id;
    }

    /** What it does. */
    public OperatorSpec spec() {
        return spec;
    }

    /** Changes what it does, before anything depends on it. */
    public void replaceSpec(OperatorSpec other) {
        this.spec = other;
    }

    /** Its inputs, by ordinal; those of broadcast variables are the last ones. */
    public List<List<StreamEdge>> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    /** Adds a broadcast variable, whose records come from these edges. */
    public void addVariable(String variable, List<StreamEdge> edges) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("The source '" + name + "' can read no broadcast variable: only what has"
                    + " an input can wait for one.");
        }
        if (variables.contains(variable)) {
            throw new IllegalArgumentException(
                    "'" + name + "' has a broadcast variable '" + variable + "' already: give each a name of its own.");
        }
        if (!isBehind(edges)) {
            throw new IllegalArgumentException("The broadcast variable '" + variable + "' is made of what '" + name
                    + "' puts out, which waits for the variable.");
        }
        variables.add(variable);
        inputs.add(edges);
    }

    private boolean isBehind(List<StreamEdge> edges) {
        Set<PlanNode> seen = new HashSet<>();
        Deque<StreamEdge> open = new ArrayDeque<>(edges);
        for (StreamEdge edge = open.poll(); edge != null; edge = open.poll()) {
            if (seen.add(edge.node())) {
                edge.node().inputs.forEach(open::addAll);
            }
        }
        return !seen.contains(this);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Sets the name. */
    public void name(String value) {
        this.name = value;
    }

    /** The type of the main output, for something that depends on it: it cannot be changed any more. */
    public TypeInformation<?> useType() {
        TypeInformation<?> known = type;
        if (known == null) {
            throw new IllegalStateException("A sink has no output.");
        }
        if (known instanceof MissingTypeInfo<?> missing) {
            InvalidTypesException problem = missing.toException();
            throw new InvalidTypesException(
                    problem.getMessage() + " The operator is '" + name + "'" + at() + ".", problem);
        }
        typeUsed = true;
        return known;
    }

    /** Sets the type of the main output. */
    public void returns(TypeInformation<?> value) {
        if (typeUsed) {
            throw new IllegalStateException(
                    "The type of '" + name + "' has been used already: call returns(...) directly"
                            + " after the operator, before the next one.");
        }
        this.type = value;
    }

    /** Sets the id of the state. */
    public void uid(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The uid of '" + name + "' must not be empty.");
        }
        this.uid = value;
    }

    /** Sets the operator id of the state. */
    public void uidHash(String value) {
        if (!value.matches("[0-9A-Fa-f]{32}")) {
            throw new IllegalArgumentException("The uid hash must have 32 hexadecimal digits, but is: " + value);
        }
        this.uidHash = value;
    }

    /** The parallelism, or -1. */
    public int parallelism() {
        return parallelism;
    }

    /** Sets the parallelism. */
    public void parallelism(int value) {
        if (value < 1 && value != -1) {
            throw new IllegalArgumentException(
                    "The parallelism of '" + name + "' must be at least 1, but is " + value + ".");
        }
        if (nonParallel && value != 1) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot run in parallel, so that its parallelism must be 1, not "
                            + value
                            + ". A windowAll, a source function that is not a ParallelSourceFunction, and a collecting"
                            + " sink have one instance.");
        }
        this.parallelism = value;
    }

    /** Allows one instance only. */
    public void forceNonParallel() {
        this.parallelism = 1;
        this.nonParallel = true;
    }

    /** Sets the number of key groups. */
    public void maxParallelism(int value) {
        if (value < 1 || value > 1 << 15) {
            throw new IllegalArgumentException(
                    "The maximal parallelism of '" + name + "' must be between 1 and 32768, but is " + value + ".");
        }
        this.maxParallelism = value;
    }

    /** Sets the slot sharing group. */
    public void slotSharingGroup(String value) {
        this.slotSharingGroup = value;
    }

    /** Sets whether it may share a task. */
    public void chaining(ChainingStrategy value) {
        this.chaining = value;
    }

    /** Sets how long its output may wait in a buffer, in milliseconds: 0 not at all, -1 until it is full. */
    public void bufferTimeoutMs(long value) {
        if (value < -1) {
            throw new IllegalArgumentException(
                    "The buffer time-out must be -1 (only full buffers), 0 (each record) or more milliseconds, but is "
                            + value + ".");
        }
        this.bufferTimeoutMs = value;
    }

    private String at() {
        return callSite.isEmpty() ? "" : " at " + callSite;
    }

    LogicalNode build() {
        List<NodeInput> edges = new ArrayList<>();
        for (int ordinal = 0; ordinal < inputs.size(); ordinal++) {
            for (StreamEdge edge : inputs.get(ordinal)) {
                String side =
                        edge.sideOutput() == null ? null : edge.sideOutput().getId();
                edges.add(new NodeInput(edge.node().id, edge.partitioning(), side, ordinal, edge.type()));
            }
        }
        TypeInformation<?> outputType = type == null ? null : useType();
        return new LogicalNode(
                id,
                spec,
                edges,
                name,
                uid,
                uidHash,
                parallelism,
                maxParallelism,
                slotSharingGroup,
                chaining,
                bufferTimeoutMs,
                outputType,
                List.copyOf(variables),
                callSite);
    }
}
