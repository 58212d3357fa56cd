package io.heddle.api.environment;

import io.heddle.api.types.SerializerConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings of a job, typed; kept as text under the keys users know. */
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

    /** Sets the parallelism of operators that do not set their own; -1 leaves it to the client. */
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

    /** Sets the number of key groups: the parallelism can never be larger. Between 1 and 32768. */
    public ExecutionConfig setMaxParallelism(int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > 1 << 15) {
            throw new IllegalArgumentException(
                    "The maximal parallelism must be between 1 and 32768, but is " + maxParallelism + ".");
        }
        configuration.set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
        return this;
    }

    /** Milliseconds between periodic watermarks; 0 means none. */
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

    /** Milliseconds between latency markers; 0 means none. */
    public long getLatencyTrackingInterval() {
        return value(PipelineOptions.LATENCY_INTERVAL).toMillis();
    }

    /** Sets the milliseconds between latency markers; 0 means none. */
    public ExecutionConfig setLatencyTrackingInterval(long intervalMs) {
        configuration.set(PipelineOptions.LATENCY_INTERVAL, Duration.ofMillis(intervalMs));
        return this;
    }

    /** Allows functions to be handed the same object twice. */
    public ExecutionConfig enableObjectReuse() {
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return this;
    }

    /** The default: functions may keep what they are handed. */
    public ExecutionConfig disableObjectReuse() {
        configuration.set(PipelineOptions.OBJECT_REUSE, false);
        return this;
    }

    /** Whether functions may be handed the same object twice. */
    public boolean isObjectReuseEnabled() {
        return value(PipelineOptions.OBJECT_REUSE);
    }

    /** Refuses types that only a general library can serialise. */
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

    /** Restarts so often, and gives up then; see {@link RestartStrategies} for more. */
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

    /** Refuses a plan with operators that have no uid. */
    public void disableAutoGeneratedUIDs() {
        configuration.setBoolean("pipeline.auto-generate-uids", false);
    }

    /** Whether operators without a uid get one from their place in the plan. */
    public boolean hasAutoGeneratedUIDsEnabled() {
        return configuration.getBoolean("pipeline.auto-generate-uids", true);
    }

    /** Milliseconds between the interrupts of a task that does not end when it is cancelled; -1 is the worker's default. */
    public long getTaskCancellationInterval() {
        return configuration.getLong("task.cancellation.interval", -1);
    }

    /** Sets the milliseconds between the interrupts of a task that does not end when it is cancelled. */
    public ExecutionConfig setTaskCancellationInterval(long intervalMs) {
        configuration.setLong("task.cancellation.interval", intervalMs);
        return this;
    }

    /** Milliseconds after which a worker ends itself whose task has not ended when it was cancelled; -1 is the worker's default. */
    public long getTaskCancellationTimeout() {
        return configuration.getLong("task.cancellation.timeout", -1);
    }

    /** Sets the milliseconds after which a worker ends itself whose task has not ended when it was cancelled. */
    public ExecutionConfig setTaskCancellationTimeout(long timeoutMs) {
        configuration.setLong("task.cancellation.timeout", timeoutMs);
        return this;
    }

    /** Sets whether checkpoints are compressed. */
    public void setUseSnapshotCompression(boolean useSnapshotCompression) {
        configuration.setBoolean("execution.checkpointing.snapshot-compression", useSnapshotCompression);
    }

    /** Whether checkpoints are compressed. */
    public boolean isUseSnapshotCompression() {
        return configuration.getBoolean("execution.checkpointing.snapshot-compression", false);
    }
}
