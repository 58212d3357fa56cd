package io.heddle.api.environment;

import java.time.Duration;
import java.util.Map;

/** The settings of a program that shape its plan, under the keys users know. */
public final class PipelineOptions {
    private PipelineOptions() {}

    /** The parallelism of operators that do not set their own. */
    public static final ConfigOption<Integer> DEFAULT_PARALLELISM =
            ConfigOptions.key("parallelism.default").intType().noDefaultValue();

    /** The number of key groups of operators that do not set their own. */
    public static final ConfigOption<Integer> MAX_PARALLELISM =
            ConfigOptions.key("pipeline.max-parallelism").intType().defaultValue(-1);

    /** How the program is executed. */
    public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE = ConfigOptions.key("execution.runtime-mode")
            .enumType(RuntimeExecutionMode.class)
            .defaultValue(RuntimeExecutionMode.STREAMING);

    /** How long a record may wait in a buffer. */
    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("execution.buffer-timeout.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withFallbackKeys("execution.buffer-timeout");

    /** Whether buffers leave by time at all; if not, only full ones do. */
    public static final ConfigOption<Boolean> BUFFER_TIMEOUT_ENABLED =
            ConfigOptions.key("execution.buffer-timeout.enabled").booleanType().defaultValue(true);

    /** Whether operators are chained. */
    public static final ConfigOption<Boolean> OPERATOR_CHAINING = ConfigOptions.key(
                    "pipeline.operator-chaining.enabled")
            .booleanType()
            .defaultValue(true)
            .withFallbackKeys("pipeline.operator-chaining");

    /** How often periodic watermarks are made; zero means never. */
    public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL =
            ConfigOptions.key("pipeline.auto-watermark-interval").durationType().defaultValue(Duration.ofMillis(200));

    /** Whether functions may be handed the same object twice. */
    public static final ConfigOption<Boolean> OBJECT_REUSE =
            ConfigOptions.key("pipeline.object-reuse").booleanType().defaultValue(false);

    /** Whether types that only a general library can serialise are allowed. */
    public static final ConfigOption<Boolean> GENERIC_TYPES =
            ConfigOptions.key("pipeline.generic-types").booleanType().defaultValue(true);

    /** Parameters of the program, shown to people and to functions. */
    public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS =
            ConfigOptions.key("pipeline.global-job-parameters").mapType().noDefaultValue();

    /** The name of the job. */
    public static final ConfigOption<String> NAME =
            ConfigOptions.key("pipeline.name").stringType().noDefaultValue();

    /** How often latency markers are sent; zero means never. */
    public static final ConfigOption<Duration> LATENCY_INTERVAL =
            ConfigOptions.key("metrics.latency.interval").durationType().defaultValue(Duration.ZERO);
}
