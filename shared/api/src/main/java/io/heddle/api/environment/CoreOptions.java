package io.heddle.api.environment;

/** The most general settings, for {@code Configuration.set}. */
public final class CoreOptions {
    private CoreOptions() {}

    /** The parallelism of operators that do not set their own. */
    public static final ConfigOption<Integer> DEFAULT_PARALLELISM =
            ConfigOptions.key("parallelism.default").intType().defaultValue(1);
}
