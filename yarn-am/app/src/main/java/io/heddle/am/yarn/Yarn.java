package io.heddle.am.yarn;

import io.heddle.coordinator.port.FinalStatus;
import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.YarnSettings;
import io.heddle.core.launch.ContainerRecipe;
import io.heddle.core.launch.MasterLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.NMClient;

/** All of YARN that the master uses. */
public final class Yarn {
    private static final int WORKER_PRIORITY = 1;

    private final YarnConnection connection;
    private final YarnFleet fleet;
    private final IoPool io;

    private Yarn(YarnConnection connection, YarnFleet fleet, IoPool io) {
        this.connection = connection;
        this.fleet = fleet;
        this.io = io;
    }

    /** The clients of YARN's daemons; opaque outside. */
    public static final class Clients {
        private final YarnConnection connection;
        private final NMClient nodeManagers;

        private Clients(YarnConnection connection, NMClient nodeManagers) {
            this.connection = connection;
            this.nodeManagers = nodeManagers;
        }
    }

    /** Makes the clients; speaks to nobody yet. */
    public static Clients clients(
            org.apache.hadoop.conf.Configuration hadoop, Configuration configuration, YarnSink sink) {
        NMClient nodeManagers = NMClient.createNMClient();
        nodeManagers.init(hadoop);
        // Workers outlive this process if it dies.
        nodeManagers.cleanupRunningContainersOnStop(false);
        nodeManagers.start();
        int pendingMs = millis(configuration.get(YarnSettings.CONTAINER_REQUEST_INTERVAL));
        return new Clients(new YarnConnection(hadoop, sink, pendingMs), nodeManagers);
    }

    /**
     * Joins the clients with what they are used for.
     *
     * @param workerEnvironment what this master tells its workers besides the client's recipe
     */
    public static Yarn prepare(
            Clients clients,
            Configuration configuration,
            MasterLaunch launch,
            Map<String, String> workerEnvironment,
            YarnSink sink,
            IoPool io) {
        int pendingMs = millis(configuration.get(YarnSettings.CONTAINER_REQUEST_INTERVAL));
        int idleMs = millis(configuration.get(YarnSettings.HEARTBEAT_INTERVAL));
        ContainerRecipe recipe = launch.worker();
        YarnFleet fleet = new YarnFleet(
                clients.connection,
                new NodeManagerCalls(clients.nodeManagers, new LaunchContexts(launch, workerEnvironment), io, sink),
                new WorkerShape(
                        Resource.newInstance(recipe.memoryMb(), recipe.virtualCores()),
                        Priority.newInstance(WORKER_PRIORITY),
                        recipe.nodeLabel()),
                new YarnFleet.HeartbeatPace(pendingMs, Math.max(pendingMs, idleMs)));
        return new Yarn(clients.connection, fleet, io);
    }

    private static int millis(Duration duration) {
        return (int) Math.max(50, duration.toMillis());
    }

    /** Requests and containers; owned by am-coordinator. */
    public YarnFleet fleet() {
        return fleet;
    }

    /**
     * Registers the master; blocks.
     *
     * @return the containers that run on from previous attempts
     */
    public List<Container> register(String host, int port, String trackingUrl) throws IOException {
        return connection.register(host, port, trackingUrl);
    }

    /** Says the last word; false if it did not arrive in {@code timeoutMs}. */
    public boolean unregister(FinalStatus status, String diagnostics, long timeoutMs) throws InterruptedException {
        return connection.unregister(io, status, diagnostics, timeoutMs);
    }
}
