package io.heddle.client.cluster;

import io.heddle.core.memory.ContainerLimits;
import java.util.List;
import java.util.Optional;

/**
 * What a submission must know of the cluster.
 *
 * @param user short name of the submitter
 * @param baseDirectory URI of the directory that holds {@code .heddle}
 * @param limits of containers
 * @param queues all leaf queues that the user can see
 * @param nodes running NodeManagers
 * @param maxAttempts most attempts the cluster gives an application's master
 */
public record ClusterFacts(
        String user,
        String baseDirectory,
        ContainerLimits limits,
        List<QueueView> queues,
        List<NodeView> nodes,
        int maxAttempts) {
    /**
     * A queue.
     *
     * @param name last part of its path
     * @param path from the root, parts joined by dots
     * @param capacityPercent of the cluster that it is promised
     * @param maxCapacityPercent that it can grow to
     * @param running whether it takes applications
     */
    public record QueueView(
            String name,
            String path,
            double capacityPercent,
            double maxCapacityPercent,
            int applications,
            boolean running) {}

    /** A running NodeManager. */
    public record NodeView(
            String id,
            int memoryMb,
            int usedMemoryMb,
            int virtualCores,
            int usedVirtualCores,
            int containers,
            String health) {}

    /** The queue of that name or path. */
    public Optional<QueueView> queue(String nameOrPath) {
        return queues.stream()
                .filter(queue -> queue.name().equals(nameOrPath)
                        || queue.path().equals(nameOrPath)
                        || queue.path().equals("root." + nameOrPath))
                .findFirst();
    }
}
