package io.heddle.testkit;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.types.Serializers;
import io.heddle.core.usercode.Closures;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** A job that consists of one operator with one instance. */
record SingleOperator(OpenedJob job, TaskFacts facts, ChainedOperator operator) {
    private static final String ID = "0".repeat(31) + "1";
    private static final int MAX_PARALLELISM = 128;

    static SingleOperator of(OperatorSpec spec) {
        ClassLoader loader = spec.getClass().getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader user = context == null ? loader : context;
        String name = spec.getClass().getSimpleName();
        ChainedOperator operator = new ChainedOperator(
                1, ID, "", name, Closures.capture(spec), new Closed(new byte[0], ""), List.of(), List.of());
        JobVertex vertex =
                new JobVertex(0, ID, name, 1, MAX_PARALLELISM, "default", JobVertex.Role.CHAIN, List.of(operator));
        JobPlan plan =
                new JobPlan(JobId.random(new SecureRandom()), name, List.of(vertex), List.of(), List.of(), Map.of());
        OpenedJob job = new OpenedJob(
                plan,
                0,
                new LoadedUserCode(user, Map.of()),
                Serializers.of(user),
                new ExecutionConfig(),
                new HeapStateBackend());
        TaskFacts facts = new TaskFacts(vertex, new ExecutionId(new TaskId(plan.id(), 0, 0), 0), "localhost");
        return new SingleOperator(job, facts, operator);
    }
}
