package io.heddle.api.functions;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.metrics.OperatorMetricGroup;
import io.heddle.api.state.AggregatingState;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rich function may ask about the instance it runs in. Use it on the task's thread only. */
public interface RuntimeContext {
    /** The job. */
    JobInfo getJobInfo();

    /** The id of the job. */
    default JobID getJobId() {
        return getJobInfo().getJobId();
    }

    /** This parallel instance. */
    TaskInfo getTaskInfo();

    /** The name of the operator. */
    default String getTaskName() {
        return getTaskInfo().getTaskName();
    }

    /** How many parallel instances there are. */
    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().getNumberOfParallelSubtasks();
    }

    /** How many parallel instances there can ever be (the number of key groups). */
    default int getMaxNumberOfParallelSubtasks() {
        return getTaskInfo().getMaxNumberOfParallelSubtasks();
    }

    /** Which instance this is, from 0. */
    default int getIndexOfThisSubtask() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    /** How often this instance has been started, from 0. */
    default int getAttemptNumber() {
        return getTaskInfo().getAttemptNumber();
    }

    /** The name with index and parallelism, for example {@code map (3/4)#0}. */
    default String getTaskNameWithSubtasks() {
        return getTaskInfo().getTaskNameWithSubtasks();
    }

    /** The metrics of this operator instance. */
    OperatorMetricGroup getMetricGroup();

    /** The settings of the job. */
    ExecutionConfig getExecutionConfig();

    /** The parameters the program set with {@code env.getConfig().setGlobalJobParameters(...)}. */
    default Map<String, String> getGlobalJobParameters() {
        return getExecutionConfig().getGlobalJobParameters().toMap();
    }

    /** Whether the program has allowed functions to be handed the same object twice. */
    default boolean isObjectReuseEnabled() {
        return getExecutionConfig().isObjectReuseEnabled();
    }

    /** The loader of the job's classes. */
    ClassLoader getUserCodeClassLoader();

    /** Runs the hook when the job's classes are unloaded in this process; a hook of the same name is kept once. */
    void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);

    /**
     * Registers an accumulator, whose merged value the client sees at the end of the job.
     *
     * @throws UnsupportedOperationException if this function has registered that name already
     */
    <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

    /** An accumulator that was registered before, or null. */
    <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name);

    /** A counter accumulator of that name, registered if needed. */
    IntCounter getIntCounter(String name);

    /** A counter accumulator of that name, registered if needed. */
    LongCounter getLongCounter(String name);

    /** A counter accumulator of that name, registered if needed. */
    DoubleCounter getDoubleCounter(String name);

    /** A histogram accumulator of that name, registered if needed. */
    Histogram getHistogram(String name);

    /** Whether a broadcast variable of that name was attached to the operator. */
    boolean hasBroadcastVariable(String name);

    /** The records of the bounded stream that was attached under that name. */
    <T> List<T> getBroadcastVariable(String name);

    /** The attached records, turned into something else once per process. */
    <T, C> C getBroadcastVariableWithInitializer(String name, BroadcastVariableInitializer<T, C> initializer);

    /** The files registered with {@code env.registerCachedFile(...)}. */
    DistributedCache getDistributedCache();

    /** Keyed state with one value. Only on keyed streams. */
    <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

    /** Keyed state with a list. Only on keyed streams. */
    <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

    /** Keyed state that reduces what is added. Only on keyed streams. */
    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

    /** Keyed state that aggregates what is added. Only on keyed streams. */
    <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> stateProperties);

    /** Keyed state with a map. Only on keyed streams. */
    <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> stateProperties);
}
