package io.heddle.benchmarks.micro;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.plan.ChainedOperator;
import io.heddle.core.plan.Closed;
import io.heddle.core.plan.JobId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.plan.JobVertex;
import io.heddle.core.time.SettableClock;
import io.heddle.core.usercode.Closures;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.operator.TaskLoop;
import io.heddle.engine.operator.TaskObservations;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.task.AllOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operators as the engine makes them for a plan, in a task that is stepped by hand. */
final class Stepped {
    private static final String NO_ID = "0".repeat(32);

    private Stepped() {}

    /** A chain of operators that are open, of which the last one puts out into {@code end}. */
    static List<Operator> chain(List<OperatorSpec> specs, Input end, StateBackend backend) throws Exception {
        List<ChainedOperator> planned = new ArrayList<>();
        for (OperatorSpec spec : specs) {
            planned.add(new ChainedOperator(
                    planned.size(),
                    "%032x".formatted(planned.size()),
                    "",
                    "operator " + planned.size(),
                    Closures.capture(spec),
                    new Closed(new byte[0], ""),
                    List.of(),
                    List.of()));
        }
        TaskContext task = task(planned, backend);
        List<Operator> chain = new ArrayList<>();
        Input next = end;
        for (int at = planned.size() - 1; at >= 0; at--) {
            ChainedOperator each = planned.get(at);
            Operator operator = AllOperators.make(
                    (OperatorSpec) task.job().userCode().open(each.spec()),
                    new OperatorContext(task, each, OperatorRestore.NONE),
                    new Outputs(next, Map.of()));
            operator.open();
            chain.add(0, operator);
            next = operator.input(0);
        }
        return chain;
    }

    private static TaskContext task(List<ChainedOperator> planned, StateBackend backend) {
        JobVertex vertex =
                new JobVertex(0, NO_ID, "task", 1, Setups.KEY_GROUPS, "default", JobVertex.Role.CHAIN, planned);
        JobId id = new JobId(NO_ID);
        OpenedJob job = new OpenedJob(
                new JobPlan(id, "micro", List.of(vertex), List.of(), List.of(), Map.of()),
                0,
                new LoadedUserCode(Stepped.class.getClassLoader(), Map.of()),
                Setups.SERIALIZERS,
                new ExecutionConfig(),
                backend);
        return new TaskContext(
                new TaskFacts(vertex, new ExecutionId(new TaskId(id, 0, 0), 0), "host"),
                job,
                new SettableClock(0),
                new ProcessingTimers(),
                new NoMail(),
                Runnable::run,
                new TaskObservations(),
                (result, offset, count, records, last) -> {},
                (group, timeMs) -> {});
    }

    /** What is measured here waits for nobody. */
    private static final class NoMail implements TaskLoop {
        @Override
        public void post(Mail mail) {
            throw new IllegalStateException("Nobody reads mail here.");
        }

        @Override
        public void hold() {}

        @Override
        public void release() {}

        @Override
        public void yieldToMail() {
            throw new IllegalStateException("No mail will come.");
        }

        @Override
        public boolean isYielding() {
            return false;
        }
    }
}
