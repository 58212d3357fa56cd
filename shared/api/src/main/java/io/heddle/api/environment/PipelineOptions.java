package io.heddle.api.environment;

import java.time.Duration;
import java.util.Map;

/** The settings of a program that shape its plan, under the keys users know. Each option has its default. */
public final class PipelineOptions {
    private PipelineOptions() {}

    /** The parallelism of operators that do not set their own; unset, the client's, then the cluster's. */
    public static final ConfigOption<Integer> DEFAULT_PARALLELISM =
            ConfigOptions.key("parallelism.default").intType().noDefaultValue();

    /**
     * The number of key groups of operators that do not set their own, up to 32768; -1, the default, chooses it by
     * the parallelism.
     */
    public static final ConfigOption<Integer> MAX_PARALLELISM =
            ConfigOptions.key("pipeline.max-parallelism").intType().defaultValue(-1);

    /** How the program is executed; as a stream by default. */
    public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE = ConfigOptions.key("execution.runtime-mode")
            .enumType(RuntimeExecutionMode.class)
            .defaultValue(RuntimeExecutionMode.STREAMING);

    /** How long a record may wait in a buffer; 100 ms by default, 0 not at all. */
    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("execution.buffer-timeout.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withFallbackKeys("execution.buffer-timeout");

    /** Whether buffers leave by time at all; if not, only full ones do. */
    public static final ConfigOption<Boolean> BUFFER_TIMEOUT_ENABLED =
            ConfigOptions.key("execution.buffer-timeout.enabled").booleanType().defaultValue(true);

    /** Whether operators are chained where they can be; on by default. */
    public static final ConfigOption<Boolean> OPERATOR_CHAINING = ConfigOptions.key(
                    "pipeline.operator-chaining.enabled")
            .booleanType()
            .defaultValue(true)
            .withFallbackKeys("pipeline.operator-chaining");

    /** How often periodic watermarks are made; 200 ms by default, zero means never. */
    public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL =
            ConfigOptions.key("pipeline.auto-watermark-interval").durationType().defaultValue(Duration.ofMillis(200));

    /** Whether mutable records are handed on without a copy; off by default. */
    public static final ConfigOption<Boolean> OBJECT_REUSE =
            ConfigOptions.key("pipeline.object-reuse").booleanType().defaultValue(false);

    /** Kept so that programs compile; it has no effect. */
    public static final ConfigOption<Boolean> GENERIC_TYPES =
            ConfigOptions.key("pipeline.generic-types").booleanType().defaultValue(true);

    /** Parameters of the program, shown to people and to functions. */
    public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS =
            ConfigOptions.key("pipeline.global-job-parameters").mapType().noDefaultValue();

    /** The name of the job. */
    public static final ConfigOption<String> NAME =
            ConfigOptions.key("pipeline.name").stringType().noDefaultValue();

    /** Kept so that programs compile; there are no latency markers. */
    public static final ConfigOption<Duration> LATENCY_INTERVAL =
            ConfigOptions.key("metrics.latency.interval").durationType().defaultValue(Duration.ZERO);
}
