package io.heddle.api.environment;

import java.time.Duration;

/** How a program is executed, for {@code Configuration.set}. */
public final class ExecutionOptions {
    private ExecutionOptions() {}

    /** As a stream (the default), as a batch job (bounded sources only; final results), or as the sources suggest. */
    public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE = ConfigOptions.key("execution.runtime-mode")
            .enumType(RuntimeExecutionMode.class)
            .defaultValue(RuntimeExecutionMode.STREAMING);

    /** Whether buffers leave by time at all, as they do by default; if not, only full ones do. */
    public static final ConfigOption<Boolean> BUFFER_TIMEOUT_ENABLED =
            ConfigOptions.key("execution.buffer-timeout.enabled").booleanType().defaultValue(true);

    /** The longest time a record waits in a buffer; 100 ms by default. */
    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("execution.buffer-timeout.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withFallbackKeys("execution.buffer-timeout");
}
