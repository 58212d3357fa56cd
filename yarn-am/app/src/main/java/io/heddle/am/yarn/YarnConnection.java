package io.heddle.am.yarn;

import io.heddle.coordinator.port.FinalStatus;
import io.heddle.core.agent.IoPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The master's line to the ResourceManager. */
final class YarnConnection implements ResourceManagerLink {
    private static final Logger LOG = LogManager.getLogger(YarnConnection.class);
    private static final int MAX_DIAGNOSTICS = 8_000;

    private final AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
    private final IoPool thread = new IoPool("rm-heartbeat", 1);
    private final Heartbeats heartbeats;

    YarnConnection(Configuration hadoop, YarnSink sink, int heartbeatMs) {
        heartbeats = new Heartbeats(client::allocate, new YarnEvents(sink), heartbeatMs);
        client.init(hadoop);
        client.start();
    }

    /**
     * Registers the master; blocks.
     *
     * @return the containers that run on from previous attempts
     */
    List<Container> register(String host, int port, String trackingUrl) throws IOException {
        try {
            RegisterApplicationMasterResponse answer = client.registerApplicationMaster(host, port, trackingUrl);
            LOG.info(
                    "Registered with the ResourceManager in queue {}; the largest container is {}; {} containers run on from"
                            + " previous attempts",
                    answer.getQueue(),
                    answer.getMaximumResourceCapability(),
                    answer.getContainersFromPreviousAttempts().size());
            thread.submit(heartbeats);
            return answer.getContainersFromPreviousAttempts();
        } catch (YarnException e) {
            throw new IOException("The ResourceManager refused to register this master: " + e.getMessage(), e);
        }
    }

    /** Says the last word to the ResourceManager; false if it did not arrive in {@code timeoutMs}. */
    boolean unregister(IoPool io, FinalStatus status, String diagnostics, long timeoutMs) throws InterruptedException {
        CompletableFuture<Boolean> said = new CompletableFuture<>();
        io.submit(() -> {
            try {
                // An attempt that has taken its leave is unknown to the ResourceManager, and told so at its next
                // heartbeat.
                heartbeats.end().get();
                client.unregisterApplicationMaster(yarn(status), shortened(diagnostics), "");
                said.complete(true);
            } catch (YarnException | IOException | RuntimeException | InterruptedException | ExecutionException e) {
                said.completeExceptionally(e);
            }
        });
        try {
            return said.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.error("The ResourceManager did not take the end of the application", e.getCause());
            return false;
        } catch (TimeoutException e) {
            LOG.error("The ResourceManager did not take the end of the application within {} ms", timeoutMs);
            return false;
        }
    }

    private static FinalApplicationStatus yarn(FinalStatus status) {
        return switch (status) {
            case SUCCEEDED -> FinalApplicationStatus.SUCCEEDED;
            case FAILED -> FinalApplicationStatus.FAILED;
            case KILLED -> FinalApplicationStatus.KILLED;
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_DIAGNOSTICS ? text : text.substring(0, MAX_DIAGNOSTICS) + " ...";
    }

    @Override
    public void ask(List<ContainerRequest> requests) {
        requests.forEach(client::addContainerRequest);
        heartbeats.soon();
    }

    @Override
    public void withdraw(ContainerRequest request) {
        client.removeContainerRequest(request);
    }

    @Override
    public void release(ContainerId container) {
        client.releaseAssignedContainer(container);
    }

    @Override
    public void exclude(List<String> added, List<String> removed) {
        // Hadoop strikes names out of the very lists that it is given.
        client.updateBlacklist(new ArrayList<>(added), new ArrayList<>(removed));
    }

    @Override
    public void heartbeatEvery(int intervalMs) {
        heartbeats.every(intervalMs);
    }
}
