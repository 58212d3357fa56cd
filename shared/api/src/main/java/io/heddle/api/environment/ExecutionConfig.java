package io.heddle.api.environment;

import io.heddle.api.types.SerializerConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job, typed; kept as text under the keys users know. What the program sets here wins over the
 * command line and the configuration file.
 */
public class ExecutionConfig implements SerializerConfig, Serializable {
    /** The parallelism that means "not set". */
    public static final int PARALLELISM_DEFAULT = -1;

    private final Configuration configuration;
    private @Nullable GlobalJobParameters globalJobParameters;

    /** Nothing set. */
    public ExecutionConfig() {
        this(new Configuration());
    }

    /** A view of settings: writes go there. */
    public ExecutionConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The settings as text. */
    public Configuration toConfiguration() {
        return configuration;
    }

    private <T> T value(ConfigOption<T> option) {
        T value = configuration.get(option);
        if (value == null) {
            throw new IllegalStateException(option.key() + " is not set.");
        }
        return value;
    }

    /** The parallelism, or {@link #PARALLELISM_DEFAULT}. */
    public int getParallelism() {
        return configuration.get(PipelineOptions.DEFAULT_PARALLELISM, PARALLELISM_DEFAULT);
    }

    /**
     * Sets the parallelism of operators that do not set their own; -1 leaves it to the client.
     *
     * @throws IllegalArgumentException if it is less than 1 and not -1
     */
    public ExecutionConfig setParallelism(int parallelism) {
        if (parallelism == PARALLELISM_DEFAULT) {
            configuration.removeConfig(PipelineOptions.DEFAULT_PARALLELISM);
            return this;
        }
        if (parallelism < 1) {
            throw new IllegalArgumentException("The parallelism must be at least 1, but is " + parallelism + ".");
        }
        configuration.set(PipelineOptions.DEFAULT_PARALLELISM, parallelism);
        return this;
    }

    /** The number of key groups, or -1 if it is left to the parallelism. */
    public int getMaxParallelism() {
        return value(PipelineOptions.MAX_PARALLELISM);
    }

    /**
     * Sets the number of key groups: the parallelism can never be larger, and state can be restored only with the
     * same number. Between 1 and 32768.
     *
     * @throws IllegalArgumentException if it is not
     */
    public ExecutionConfig setMaxParallelism(int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > 1 << 15) {
            throw new IllegalArgumentException(
                    "The maximal parallelism must be between 1 and 32768, but is " + maxParallelism + ".");
        }
        configuration.set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
        return this;
    }

    /** Milliseconds between periodic watermarks; 200 by default, 0 means none. */
    public long getAutoWatermarkInterval() {
        return value(PipelineOptions.AUTO_WATERMARK_INTERVAL).toMillis();
    }

    /** Sets the milliseconds between periodic watermarks; 0 means none. */
    public ExecutionConfig setAutoWatermarkInterval(long intervalMs) {
        return setAutoWatermarkInterval(Duration.ofMillis(intervalMs));
    }

    /** Sets the time between periodic watermarks; zero means none. */
    public ExecutionConfig setAutoWatermarkInterval(Duration interval) {
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, interval);
        return this;
    }

    /** What was given to {@link #setLatencyTrackingInterval}, in milliseconds; 0 by default. */
    public long getLatencyTrackingInterval() {
        return value(PipelineOptions.LATENCY_INTERVAL).toMillis();
    }

    /** Accepted so that older programs compile; there are no latency markers. */
    public ExecutionConfig setLatencyTrackingInterval(long intervalMs) {
        configuration.set(PipelineOptions.LATENCY_INTERVAL, Duration.ofMillis(intervalMs));
        return this;
    }

    /**
     * Allows that mutable records are handed on without a copy, so a function must not change or keep what it was
     * handed. Immutable records are never copied.
     */
    public ExecutionConfig enableObjectReuse() {
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return this;
    }

    /**
     * The default: functions may keep and change what they are handed; mutable records are copied between chained
     * operators.
     */
    public ExecutionConfig disableObjectReuse() {
        configuration.set(PipelineOptions.OBJECT_REUSE, false);
        return this;
    }

    /** Whether mutable records are handed on without a copy; false by default. */
    public boolean isObjectReuseEnabled() {
        return value(PipelineOptions.OBJECT_REUSE);
    }

    /**
     * Refuses types whose values would be written by Kryo: those of streams and keys when the program is planned, those of
     * state when a function asks for it.
     */
    public void disableGenericTypes() {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
    }

    /** The default: any class can be a record. */
    public void enableGenericTypes() {
        configuration.set(PipelineOptions.GENERIC_TYPES, true);
    }

    @Override
    public boolean hasGenericTypesDisabled() {
        return !value(PipelineOptions.GENERIC_TYPES);
    }

    /** The settings that say how values may be written: these. */
    public SerializerConfig getSerializerConfig() {
        return this;
    }

    /** Parameters of the program, shown to people and to functions. */
    public GlobalJobParameters getGlobalJobParameters() {
        GlobalJobParameters parameters = globalJobParameters;
        if (parameters != null) {
            return parameters;
        }
        return new MapParameters(configuration.get(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of()));
    }

    /** Sets the parameters of the program. */
    public void setGlobalJobParameters(GlobalJobParameters parameters) {
        this.globalJobParameters = parameters;
        configuration.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, parameters.toMap());
    }

    /** Sets how the job is restarted after a failure. */
    public void setRestartStrategy(RestartStrategies.RestartStrategyConfiguration strategy) {
        strategy.settings().forEach(configuration::setString);
    }

    /**
     * Restarts so often, a second apart, and gives up then; 0 never restarts. See {@link RestartStrategies} for more.
     */
    public void setNumberOfExecutionRetries(int retries) {
        setRestartStrategy(
                retries == 0 ? RestartStrategies.noRestart() : RestartStrategies.fixedDelayRestart(retries, 1000L));
    }

    /** Accepted so that older programs compile; exchanges follow the runtime mode. */
    public void setExecutionMode(ExecutionMode executionMode) {
        Objects.requireNonNull(executionMode);
    }

    /** Accepted so that older programs compile; classes need no registration. */
    public void registerType(Class<?> type) {
        Objects.requireNonNull(type);
    }

    /** Accepted so that older programs compile; POJOs need no registration. */
    public void registerPojoType(Class<?> type) {
        Objects.requireNonNull(type);
    }

    /** Accepted so that older programs compile; classes need no registration. */
    public void registerKryoType(Class<?> type) {
        Objects.requireNonNull(type);
    }

    /** Parameters of a program. */
    public static class GlobalJobParameters implements Serializable {
        /** No parameters. */
        public GlobalJobParameters() {}

        /** The parameters as text. */
        public Map<String, String> toMap() {
            return Map.of();
        }
    }

    private static final class MapParameters extends GlobalJobParameters {
        private final Map<String, String> map;

        MapParameters(Map<String, String> map) {
            this.map = Map.copyOf(map);
        }

        @Override
        public Map<String, String> toMap() {
            return map;
        }
    }

    /** Accepted so that older programs compile; nothing is logged to standard output. */
    public ExecutionConfig disableSysoutLogging() {
        return this;
    }

    /** Accepted so that older programs compile; the progress of a job is shown by the command that runs it. */
    public ExecutionConfig enableSysoutLogging() {
        return this;
    }

    /** Accepted so that older programs compile; functions are checked and shipped as they are. */
    public ExecutionConfig enableClosureCleaner() {
        return this;
    }

    /** Accepted so that older programs compile; functions are checked and shipped as they are. */
    public ExecutionConfig disableClosureCleaner() {
        return this;
    }

    /** The default: operators without a uid get one from their place in the plan. */
    public void enableAutoGeneratedUIDs() {
        configuration.setBoolean("pipeline.auto-generate-uids", true);
    }

    /** Refuses a program if one of its operators has no {@code uid} or {@code setUidHash}. */
    public void disableAutoGeneratedUIDs() {
        configuration.setBoolean("pipeline.auto-generate-uids", false);
    }

    /** Whether {@link #disableAutoGeneratedUIDs} was not called. */
    public boolean hasAutoGeneratedUIDsEnabled() {
        return configuration.getBoolean("pipeline.auto-generate-uids", true);
    }

    /** What was given to {@link #setTaskCancellationInterval}, in milliseconds; -1 if nothing was. */
    public long getTaskCancellationInterval() {
        return configuration.getLong("task.cancellation.interval", -1);
    }

    /**
     * Accepted so that older programs compile: how often a task that does not end is interrupted, {@code
     * task.cancellation.interval}, is a setting of the worker.
     */
    public ExecutionConfig setTaskCancellationInterval(long intervalMs) {
        configuration.setLong("task.cancellation.interval", intervalMs);
        return this;
    }

    /** What was given to {@link #setTaskCancellationTimeout}, in milliseconds; -1 if nothing was. */
    public long getTaskCancellationTimeout() {
        return configuration.getLong("task.cancellation.timeout", -1);
    }

    /**
     * Accepted so that older programs compile: after how long a worker ends itself because of such a task, {@code
     * task.cancellation.timeout}, is a setting of the worker.
     */
    public ExecutionConfig setTaskCancellationTimeout(long timeoutMs) {
        configuration.setLong("task.cancellation.timeout", timeoutMs);
        return this;
    }

    /** Accepted so that older programs compile; it has no effect on checkpoints. */
    public void setUseSnapshotCompression(boolean useSnapshotCompression) {
        configuration.setBoolean("execution.checkpointing.snapshot-compression", useSnapshotCompression);
    }

    /** What was given to {@link #setUseSnapshotCompression}; false by default. */
    public boolean isUseSnapshotCompression() {
        return configuration.getBoolean("execution.checkpointing.snapshot-compression", false);
    }
}
