package io.heddle.client.cli;

import io.heddle.client.cluster.ClusterFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The nodes and queues of a cluster as a table (options -q and -yq). */
final class ClusterTable {
    private ClusterTable() {}

    static List<String> lines(ClusterFacts facts) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-34s %16s %12s %10s", "NodeManager", "memory MB", "vcores", "containers"));
        int memory = 0;
        int used = 0;
        int cores = 0;
        int usedCores = 0;
        for (ClusterFacts.NodeView node : facts.nodes()) {
            lines.add(String.format(
                            "%-34s %16s %12s %10d  %s",
                            node.id(),
                            node.usedMemoryMb() + " / " + node.memoryMb(),
                            node.usedVirtualCores() + " / " + node.virtualCores(),
                            node.containers(),
                            node.health())
                    .stripTrailing());
            memory += node.memoryMb();
            used += node.usedMemoryMb();
            cores += node.virtualCores();
            usedCores += node.usedVirtualCores();
        }
        lines.add(String.format(
                "%-34s %16s %12s",
                facts.nodes().size() + " NodeManagers", used + " / " + memory, usedCores + " / " + cores));
        lines.add("largest container: " + facts.limits().maxMb() + " MB, "
                + facts.limits().maxVirtualCores() + " vcores");
        lines.add("");
        lines.add(String.format("%-34s %10s %10s %14s", "queue", "capacity", "maximum", "applications"));
        for (ClusterFacts.QueueView queue : facts.queues()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-34s %9.1f%% %9.1f%% %14d%s",
                    queue.path(),
                    queue.capacityPercent(),
                    queue.maxCapacityPercent(),
                    queue.applications(),
                    queue.running() ? "" : "  stopped"));
        }
        return lines;
    }
}
