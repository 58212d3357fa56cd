package io.heddle.hadoop;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * File systems of a container's sources and sinks: a call to a NameNode that is away, or still in safe mode, waits for it,
 * since the task can do nothing better, and to fail would set the whole job back for what the next minute mends. Where the
 * cluster's own files say how often a client tries again, they are right. What a checkpoint writes does not come this way:
 * it must not hold up the threads that it shares.
 */
final class WaitingFileSystems {
    private static final String TRIES_AGAIN = "dfs.client.retry.policy.enabled";
    private static final String HOW_OFTEN = "dfs.client.retry.policy.spec";
    /** Milliseconds and times. Hadoop counts so within each attempt to connect and once more over all: half an hour at most. */
    private static final String FOR_A_MINUTE_EACH_TIME = "2000,10,5000,10";

    private static final String DEFAULTS = "hdfs-default.xml";

    private final Configuration configuration;
    // Tasks of all threads share an instance, as they do in Hadoop's own cache, whose instances other callers use too.
    private final Map<URI, FileSystem> open = new ConcurrentHashMap<>();

    WaitingFileSystems(Configuration cluster, Map<String, String> environment) {
        configuration = new Configuration(cluster);
        if (environment.containsKey("CONTAINER_ID") && isDefault(TRIES_AGAIN) && isDefault(HOW_OFTEN)) {
            configuration.setBoolean(TRIES_AGAIN, true);
            configuration.set(HOW_OFTEN, FOR_A_MINUTE_EACH_TIME);
        }
    }

    private boolean isDefault(String key) {
        String[] sources = configuration.getPropertySources(key);
        return sources == null || List.of(sources).equals(List.of(DEFAULTS));
    }

    Configuration configuration() {
        return configuration;
    }

    FileSystem of(Path path) throws IOException {
        URI named = path.toUri();
        URI uri = named.getScheme() == null
                ? FileSystem.getDefaultUri(configuration)
                : URI.create(
                        named.getScheme() + "://" + (named.getAuthority() == null ? "" : named.getAuthority()) + "/");
        FileSystem known = open.get(uri);
        if (known != null) {
            return known;
        }
        FileSystem made = FileSystem.newInstance(uri, configuration);
        FileSystem first = open.putIfAbsent(uri, made);
        if (first == null) {
            return made;
        }
        made.close();
        return first;
    }
}
