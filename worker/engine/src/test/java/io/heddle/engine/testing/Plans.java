package io.heddle.engine.testing;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.plan.OperatorOutput;
import io.heddle.core.usercode.Closures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds job plans for tests: vertices of straight chains, joined by edges. */
public final class Plans {
    private static final Closed NOTHING = new Closed(new byte[0], "");

    private final List<JobVertex> vertices = new ArrayList<>();
    private final List<JobEdge> edges = new ArrayList<>();
    private final Map<String, String> properties = new TreeMap<>();
    private int nodes;

    /** A vertex whose operators follow each other. */
    public int vertex(String name, int parallelism, OperatorSpec... specs) {
        List<ChainedOperator> operators = new ArrayList<>();
        for (int i = 0; i < specs.length; i++) {
            List<OperatorOutput> outputs = new ArrayList<>();
            if (i + 1 < specs.length) {
                outputs.add(OperatorOutput.chained(i + 1, 0));
            }
            operators.add(new ChainedOperator(
                    nodes,
                    String.format("%032x", nodes),
                    "",
                    specs[i].getClass().getSimpleName(),
                    Closures.capture(specs[i]),
                    NOTHING,
                    List.of(),
                    outputs));
            nodes++;
        }
        JobVertex.Role role =
                specs[0] instanceof OperatorSpec.SplitEnumeration<?> ? JobVertex.Role.ENUMERATOR : JobVertex.Role.CHAIN;
        vertices.add(new JobVertex(
                vertices.size(),
                String.format("%032x", 1000 + vertices.size()),
                name,
                parallelism,
                128,
                "default",
                role,
                operators));
        return vertices.size() - 1;
    }

    /** An edge from the end of one chain to the head of another. */
    public void edge(int from, int to, JobEdge.Shipping shipping, Partitioning partitioning, TypeInformation<?> type) {
        edge(from, to, 0, shipping, partitioning, type);
    }

    /** An edge whose records are stored until its producers have finished. */
    public void blockingEdge(
            int from, int to, JobEdge.Shipping shipping, Partitioning partitioning, TypeInformation<?> type) {
        edge(from, to, 0, shipping, partitioning, type);
        JobEdge made = edges.remove(edges.size() - 1);
        edges.add(new JobEdge(
                made.id(),
                made.sourceVertex(),
                made.sourceOperator(),
                made.targetVertex(),
                made.targetOperator(),
                made.inputOrdinal(),
                made.shipping(),
                made.partitioning(),
                made.type(),
                JobEdge.Exchange.BLOCKING,
                made.bufferTimeoutMs()));
    }

    /** An edge into that input of the target's head. */
    public void edge(
            int from,
            int to,
            int ordinal,
            JobEdge.Shipping shipping,
            Partitioning partitioning,
            TypeInformation<?> type) {
        int id = edges.size();
        JobVertex source = vertices.get(from);
        int last = source.operators().size() - 1;
        edges.add(new JobEdge(
                id,
                from,
                last,
                to,
                0,
                ordinal,
                shipping,
                Closures.capture(partitioning),
                Closures.capture(type),
                JobEdge.Exchange.PIPELINED,
                100));
        ChainedOperator tail = source.operators().get(last);
        List<OperatorOutput> outputs = new ArrayList<>(tail.outputs());
        outputs.add(OperatorOutput.leaving("", id));
        List<ChainedOperator> operators = new ArrayList<>(source.operators());
        operators.set(
                last,
                new ChainedOperator(
                        tail.nodeId(),
                        tail.operatorId(),
                        tail.uid(),
                        tail.name(),
                        tail.spec(),
                        Closures.capture(type),
                        tail.inputEdges(),
                        outputs));
        vertices.set(
                from,
                new JobVertex(
                        source.index(),
                        source.id(),
                        source.name(),
                        source.parallelism(),
                        source.maxParallelism(),
                        source.slotSharingGroup(),
                        source.role(),
                        operators));
    }

    /** Lets one vertex fill a broadcast variable of the head of another, which has all its other inputs already. */
    public void variable(int from, int to, String name, TypeInformation<?> type) {
        List<Integer> inputs = new ArrayList<>();
        edges.stream().filter(edge -> edge.targetVertex() == to).forEach(edge -> inputs.add(edge.id()));
        inputs.add(edges.size());
        edge(from, to, inputs.size() - 1, JobEdge.Shipping.BROADCAST, new Partitioning.Broadcast(), type);
        List<ChainedOperator> chain = vertices.get(to).operators();
        ChainedOperator head = chain.get(0);
        chain.set(
                0,
                new ChainedOperator(
                        head.nodeId(),
                        head.operatorId(),
                        head.uid(),
                        head.name(),
                        head.spec(),
                        head.outputType(),
                        inputs,
                        head.outputs(),
                        List.of(name)));
    }

    /** Sets a property of the job. */
    public void property(String key, String value) {
        properties.put(key, value);
    }

    /** The plan. */
    public JobPlan plan() {
        return new JobPlan(
                new JobId("0123456789abcdef0123456789abcdef"), "test", vertices, edges, List.of(), properties);
    }
}
