package io.heddle.engine.operator;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.functions.Accumulator;
import io.heddle.api.functions.BroadcastVariableInitializer;
import io.heddle.api.functions.DistributedCache;
import io.heddle.api.functions.DoubleCounter;
import io.heddle.api.functions.Histogram;
import io.heddle.api.functions.IntCounter;
import io.heddle.api.functions.JobID;
import io.heddle.api.functions.JobInfo;
import io.heddle.api.functions.LongCounter;
import io.heddle.api.functions.RuntimeContext;
import io.heddle.api.functions.TaskInfo;
import io.heddle.api.metrics.OperatorMetricGroup;
import io.heddle.api.state.AggregatingState;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.state.KeyedStateBackend;
import java.io.File;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runtime context of one operator instance. */
final class FunctionContext implements RuntimeContext {
    private final OperatorContext operator;
    private final TaskContext task;

    FunctionContext(OperatorContext operator) {
        this.operator = operator;
        this.task = operator.task();
    }

    @Override
    public JobInfo getJobInfo() {
        return new JobFacts(
                JobID.fromHexString(task.job().plan().id().hex()),
                task.job().plan().name());
    }

    @Override
    public TaskInfo getTaskInfo() {
        return new InstanceFacts(operator.name(), task.facts());
    }

    @Override
    public OperatorMetricGroup getMetricGroup() {
        return operator.metrics();
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
        return task.job().config();
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return task.job().userCode().classLoader();
    }

    @Override
    public void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook) {
        task.job().userCode().onRelease(releaseHookName, releaseHook);
    }

    @Override
    public <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator) {
        task.observations().register(name, accumulator);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name) {
        return (Accumulator<V, A>) task.observations().accumulators().get(name);
    }

    @Override
    public IntCounter getIntCounter(String name) {
        return task.observations().accumulator(name, IntCounter.class, IntCounter::new);
    }

    @Override
    public LongCounter getLongCounter(String name) {
        return task.observations().accumulator(name, LongCounter.class, LongCounter::new);
    }

    @Override
    public DoubleCounter getDoubleCounter(String name) {
        return task.observations().accumulator(name, DoubleCounter.class, DoubleCounter::new);
    }

    @Override
    public Histogram getHistogram(String name) {
        return task.observations().accumulator(name, Histogram.class, Histogram::new);
    }

    @Override
    public boolean hasBroadcastVariable(String name) {
        return operator.variables().has(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> List<T> getBroadcastVariable(String name) {
        return (List<T>) operator.variables().get(name);
    }

    @Override
    public <T, C> C getBroadcastVariableWithInitializer(String name, BroadcastVariableInitializer<T, C> initializer) {
        return operator.variables().get(name, initializer);
    }

    @Override
    public DistributedCache getDistributedCache() {
        Map<String, File> files = task.job().userCode().cachedFiles();
        return name -> {
            File file = files.get(name);
            if (file == null) {
                throw new IllegalArgumentException("No cached file is registered as '" + name + "'; there are: "
                        + String.join(", ", files.keySet()) + ".");
            }
            return file;
        };
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        return keyed(stateProperties);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
        return keyed(stateProperties);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
        return keyed(stateProperties);
    }

    @Override
    public <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> stateProperties) {
        return keyed(stateProperties);
    }

    @Override
    public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> stateProperties) {
        return keyed(stateProperties);
    }

    private <S extends State> S keyed(StateDescriptor<S, ?> descriptor) {
        KeyedStateBackend backend = operator.keyedState();
        if (backend == null) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "The operator '" + operator.name() + "' asks for the keyed state '" + descriptor.getName()
                            + "', but its input has no key.",
                    "Keyed state belongs to a key.",
                    "Call keyBy(...) before the operator, or use operator state (CheckpointedFunction).");
        }
        return backend.state(descriptor);
    }

    private record JobFacts(JobID id, String name) implements JobInfo {
        @Override
        public JobID getJobId() {
            return id;
        }

        @Override
        public String getJobName() {
            return name;
        }
    }

    private record InstanceFacts(String name, TaskFacts facts) implements TaskInfo {
        @Override
        public String getTaskName() {
            return name;
        }

        @Override
        public int getMaxNumberOfParallelSubtasks() {
            return facts.vertex().maxParallelism();
        }

        @Override
        public int getIndexOfThisSubtask() {
            return facts.subtask();
        }

        @Override
        public int getNumberOfParallelSubtasks() {
            return facts.parallelism();
        }

        @Override
        public int getAttemptNumber() {
            return facts.execution().attempt();
        }

        @Override
        public String getTaskNameWithSubtasks() {
            return name + " (" + (facts.subtask() + 1) + "/" + facts.parallelism() + ")#"
                    + facts.execution().attempt();
        }

        @Override
        public String getAllocationIDAsString() {
            return facts.host();
        }
    }
}
