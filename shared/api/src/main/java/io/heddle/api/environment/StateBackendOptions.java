package io.heddle.api.environment;

/** Where keyed state lives, for {@code Configuration.set}. */
public final class StateBackendOptions {
    private StateBackendOptions() {}

    /** {@code hashmap} (on the heap; the default) or {@code rocksdb} (on the local disk, with a cache on the heap). */
    public static final ConfigOption<String> STATE_BACKEND = ConfigOptions.key("state.backend.type")
            .stringType()
            .defaultValue("hashmap")
            .withFallbackKeys("state.backend");
}
