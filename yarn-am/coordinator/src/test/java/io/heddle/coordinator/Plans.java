package io.heddle.coordinator;

import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskSnapshot;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobEdge;
import io.heddle.core.plan.JobEdge.Exchange;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small plans for tests: vertices without operators, since the coordinator never looks into a chain. */
final class Plans {
    private static final Closed NOTHING = new Closed(new byte[0], "nothing");

    private final JobId id;
    private final List<JobVertex> vertices = new ArrayList<>();
    private final List<JobEdge> edges = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();

    private Plans(JobId id) {
        this.id = id;
    }

    static JobId id(int number) {
        return new JobId(String.format("%032x", number));
    }

    static Plans job(int number) {
        return new Plans(id(number));
    }

    Plans vertex(int parallelism) {
        return vertex(parallelism, "default", JobVertex.Role.CHAIN);
    }

    Plans vertex(int parallelism, String group, JobVertex.Role role) {
        int index = vertices.size();
        vertices.add(new JobVertex(
                index,
                String.format("%032x", 1000 + index),
                "v" + index,
                parallelism,
                128,
                group,
                role,
                List.of(new ChainedOperator(
                        index, operatorId(index), "", "o" + index, NOTHING, NOTHING, List.of(), List.of()))));
        return this;
    }

    Plans edge(int from, int to, Shipping shipping, Exchange exchange) {
        edges.add(new JobEdge(edges.size(), from, 0, to, 0, 0, shipping, NOTHING, NOTHING, exchange, 100));
        return this;
    }

    Plans pipelined(int from, int to) {
        return edge(from, to, Shipping.HASH, Exchange.PIPELINED);
    }

    Plans with(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Checkpoints every ten seconds, restarts after a second as often as it takes. */
    Plans checkpointed() {
        return with("execution.checkpointing.dir", "mem://checkpoints")
                .with("execution.checkpointing.savepoint-dir", "mem://savepoints")
                .with("execution.checkpointing.interval", "10 s")
                .with("execution.checkpointing.timeout", "60 s")
                .with("restart-strategy", "fixed-delay")
                .with("restart-strategy.fixed-delay.attempts", "1000")
                .with("restart-strategy.fixed-delay.delay", "1 s");
    }

    static String operatorId(int vertex) {
        return String.format("%032x", 2000 + vertex);
    }

    /** What a task with one small piece of state answers. */
    static TaskSnapshot snapshot(ExecutionId execution) {
        Segment segment =
                new Segment(StateKind.OPERATOR_LIST, "s", "test/1", 0, 0, new Slice.Inline(new byte[] {1}, 0));
        return new TaskSnapshot(
                List.of(new OperatorSnapshot(operatorId(execution.task().vertex()), List.of(segment))),
                false,
                0,
                0,
                0,
                1,
                1);
    }

    JobPlan plan() {
        return new JobPlan(id, "job-" + id.hex().substring(28), vertices, edges, List.of(), properties);
    }

    byte[] bytes() {
        return ControlCodec.encodePlan(plan());
    }
}
