package io.heddle.api.environment;

/**
 * Where a master listens, for {@code Configuration.set}. Kept so that programs compile; the client finds masters
 * through YARN.
 */
public final class RestOptions {
    private RestOptions() {}

    /** The host of the master. */
    public static final ConfigOption<String> ADDRESS =
            ConfigOptions.key("rest.address").stringType().noDefaultValue();

    /** The port of the master; 8081 by default. */
    public static final ConfigOption<Integer> PORT =
            ConfigOptions.key("rest.port").intType().defaultValue(8081);

    /** The port, or the range of ports, at which a master listens. */
    public static final ConfigOption<String> BIND_PORT =
            ConfigOptions.key("rest.bind-port").stringType().noDefaultValue();
}
