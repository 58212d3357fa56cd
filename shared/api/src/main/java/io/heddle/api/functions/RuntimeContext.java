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

    /** How many parallel instances there can ever be: the number of key groups, at most 32768. */
    default int getMaxNumberOfParallelSubtasks() {
        return getTaskInfo().getMaxNumberOfParallelSubtasks();
    }

    /** Which instance this is, from 0. */
    default int getIndexOfThisSubtask() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    /** How often this instance has been started before, from 0. */
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

    /**
     * Whether the program has allowed that mutable records are handed on without a copy ({@code
     * pipeline.object-reuse}; off by default).
     */
    default boolean isObjectReuseEnabled() {
        return getExecutionConfig().isObjectReuseEnabled();
    }

    /** The loader of the job's classes. */
    ClassLoader getUserCodeClassLoader();

    /** Runs the hook when the job's classes are unloaded in this process; a hook of the same name is kept once. */
    void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);

    /**
     * Registers an accumulator, whose value, merged over all instances, the client sees at the end of the job. See
     * {@link Accumulator} for what a failure does to it.
     *
     * @throws UnsupportedOperationException if a function of this task (chained operators share one) has registered
     *     that name already
     */
    <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

    /** An accumulator that a function of this task has registered, or null. */
    <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name);

    /**
     * A counter accumulator of that name, registered if needed.
     *
     * @throws UnsupportedOperationException if the name belongs to an accumulator of another kind
     */
    IntCounter getIntCounter(String name);

    /**
     * A counter accumulator of that name, registered if needed.
     *
     * @throws UnsupportedOperationException if the name belongs to an accumulator of another kind
     */
    LongCounter getLongCounter(String name);

    /**
     * A counter accumulator of that name, registered if needed.
     *
     * @throws UnsupportedOperationException if the name belongs to an accumulator of another kind
     */
    DoubleCounter getDoubleCounter(String name);

    /**
     * A histogram accumulator of that name, registered if needed.
     *
     * @throws UnsupportedOperationException if the name belongs to an accumulator of another kind
     */
    Histogram getHistogram(String name);

    /** Whether the operator has a broadcast variable of that name ({@code withBroadcastSet}). */
    boolean hasBroadcastVariable(String name);

    /**
     * All records of a broadcast variable, in no certain order; the same list at each call, not to be changed. It is
     * complete before {@code open} is called.
     *
     * @throws RuntimeException if the operator has no broadcast variable of that name
     */
    <T> List<T> getBroadcastVariable(String name);

    /**
     * A broadcast variable as another structure, such as a map; it is made at the first call and the same at later ones.
     *
     * @throws RuntimeException if the operator has no broadcast variable of that name
     */
    <T, C> C getBroadcastVariableWithInitializer(String name, BroadcastVariableInitializer<T, C> initializer);

    /** The files registered with {@code env.registerCachedFile(...)}. */
    DistributedCache getDistributedCache();

    /**
     * Keyed state with one value. Only on keyed streams; call it in {@code open}.
     *
     * @throws RuntimeException if the stream has no key, or if the state was written with a type that this one cannot
     *     read
     */
    <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

    /** Keyed state with a list. Only on keyed streams; fails as {@link #getState} does. */
    <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

    /** Keyed state that reduces what is added. Only on keyed streams; fails as {@link #getState} does. */
    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

    /** Keyed state that aggregates what is added. Only on keyed streams; fails as {@link #getState} does. */
    <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> stateProperties);

    /** Keyed state with a map. Only on keyed streams; fails as {@link #getState} does. */
    <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> stateProperties);
}
