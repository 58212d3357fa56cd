package io.heddle.api.environment;

/**
 * Where a program runs, for {@code Configuration.set}. Options of the client: what the program itself sets comes too
 * late to move it.
 */
public final class DeploymentOptions {
    private DeploymentOptions() {}

    /** {@code local}, {@code yarn-session}, {@code yarn-per-job} or {@code yarn-application}. */
    public static final ConfigOption<String> TARGET =
            ConfigOptions.key("execution.target").stringType().noDefaultValue();

    /**
     * Whether the client waits for the end of the job; true by default.
     */
    public static final ConfigOption<Boolean> ATTACHED =
            ConfigOptions.key("execution.attached").booleanType().defaultValue(true);
}
