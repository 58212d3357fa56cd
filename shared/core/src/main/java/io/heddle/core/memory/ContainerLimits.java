package io.heddle.core.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a cluster grants.
 *
 * @param minMb least container; smaller requests are raised to it
 * @param stepMb requests are raised to a multiple of this
 * @param maxMb largest container
 * @param maxVirtualCores most virtual cores of a container
 * @param largestNodeMb memory of the largest running node; 0 if unknown
 * @param virtualRatio virtual memory granted per physical; 0 if it is not checked
 */
public record ContainerLimits(
        int minMb, int stepMb, int maxMb, int maxVirtualCores, int largestNodeMb, double virtualRatio) {
    /**
     * What a check found.
     *
     * @param errors reasons why the container would never run; each says what, why and the mend
     * @param remarks worth knowing
     */
    public record Verdict(List<String> errors, List<String> remarks) {}

    /** What YARN gives for a request. */
    public int grantedMb(int requestedMb) {
        int atLeast = Math.max(requestedMb, minMb);
        int step = Math.max(1, stepMb);
        return (int) Math.min(Integer.MAX_VALUE, ((long) atLeast + step - 1) / step * step);
    }

    /**
     * Checks a container against the limits.
     *
     * @param option the flag that sets its size, for the mend
     */
    public Verdict check(MemoryBudget budget, int virtualCores, String option) {
        List<String> errors = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        int wanted = budget.totalMb();
        int granted = grantedMb(wanted);
        String name = budget.process();
        if (wanted > maxMb) {
            errors.add(name + " container of " + wanted + " MB is larger than the cluster allows (" + maxMb
                    + " MB, yarn.scheduler.maximum-allocation-mb). Use " + option + " with at most " + maxMb
                    + ", or have the limit raised.");
        } else if (largestNodeMb > 0 && granted > largestNodeMb) {
            errors.add(name + " container of " + wanted + " MB (granted as " + granted
                    + " MB) fits no node: the largest has " + largestNodeMb + " MB. Use " + option
                    + " with at most " + largestNodeMb + ".");
        } else if (granted > wanted) {
            remarks.add(name + ": YARN gives " + granted + " MB for " + wanted + " MB (steps of " + stepMb
                    + " MB); the other " + (granted - wanted) + " MB are not used. " + option + " " + granted
                    + " costs the same.");
        }
        if (virtualCores > maxVirtualCores) {
            errors.add(name + " container with " + virtualCores + " virtual cores is more than the cluster allows ("
                    + maxVirtualCores + ", yarn.scheduler.maximum-allocation-vcores). Use fewer slots, or set "
                    + ("TaskManager".equals(name) ? "yarn.containers.vcores" : "yarn.appmaster.vcores") + ".");
        }
        long virtualMb = budget.virtualEstimate().mebiBytes();
        if (virtualRatio > 0 && virtualMb > granted * virtualRatio) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: the cluster checks virtual memory (%.1f times %d MB); the process may come to occupy %d MB and"
                            + " be killed with status -103. A larger container, or a higher"
                            + " yarn.nodemanager.vmem-pmem-ratio, prevents it.",
                    name,
                    virtualRatio,
                    granted,
                    virtualMb));
        }
        return new Verdict(errors, remarks);
    }
}
