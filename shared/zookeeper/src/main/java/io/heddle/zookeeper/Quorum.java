package io.heddle.zookeeper;

import io.heddle.core.config.ClusterSettings;
import io.heddle.core.config.ClusterSettings.HighAvailability;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.security.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;

/**
 * Where in ZooKeeper an application has its nodes, and how one gets there.
 *
 * @param servers as host:port,host:port
 * @param cluster the node that successive applications of a name share
 * @param application the application's own node, below it
 * @param sessionTimeoutMs after which ZooKeeper forgets a silent client
 * @param requestTimeoutMs after which a call without an answer fails
 * @param open whether everybody may read and change the nodes, not only who knows the application's secret
 * @param digest the password to the nodes
 */
public record Quorum(
        String servers,
        String cluster,
        String application,
        int sessionTimeoutMs,
        int requestTimeoutMs,
        boolean open,
        Secret digest) {

    /** What the configuration says; nothing if {@code high-availability} is not zookeeper. */
    public static Optional<Quorum> of(Configuration configuration, String application, Secret digest) {
        if (configuration.get(ClusterSettings.HIGH_AVAILABILITY) != HighAvailability.ZOOKEEPER) {
            return Optional.empty();
        }
        String cluster = configuration.get(ClusterSettings.ZOOKEEPER_ROOT).replaceAll("/+$", "") + "/"
                + configuration.find(ClusterSettings.HA_CLUSTER_ID).orElse(application);
        return Optional.of(new Quorum(
                configuration
                        .find(ClusterSettings.ZOOKEEPER_QUORUM)
                        .orElseThrow(() -> new ConfigurationException("high-availability is zookeeper, but "
                                + ClusterSettings.ZOOKEEPER_QUORUM.key() + " does not say where ZooKeeper is.")),
                cluster.startsWith("/") ? cluster : "/" + cluster,
                application,
                Math.toIntExact(configuration
                        .get(ClusterSettings.ZOOKEEPER_SESSION_TIMEOUT)
                        .toMillis()),
                Math.toIntExact(configuration
                        .get(ClusterSettings.ZOOKEEPER_CONNECTION_TIMEOUT)
                        .toMillis()),
                configuration.get(ClusterSettings.ZOOKEEPER_ACL).equals("open"),
                digest));
    }

    /** A client; it dials, and dials again, by itself. */
    ZooKeeper connect(Watcher watcher) throws IOException {
        ZKClientConfig settings = new ZKClientConfig();
        settings.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Integer.toString(requestTimeoutMs));
        ZooKeeper client = new ZooKeeper(servers, sessionTimeoutMs, watcher, settings);
        client.addAuthInfo("digest", ("heddle:" + digest.revealAsToken()).getBytes(StandardCharsets.UTF_8));
        return client;
    }

    /** Who may do what with the application's nodes. */
    List<ACL> rights() {
        return open ? ZooDefs.Ids.OPEN_ACL_UNSAFE : ZooDefs.Ids.CREATOR_ALL_ACL;
    }

    /** The application's node, or the one named {@code name} below it. */
    String path(String name) {
        return cluster + "/" + application + (name.isEmpty() ? "" : "/" + name);
    }
}
