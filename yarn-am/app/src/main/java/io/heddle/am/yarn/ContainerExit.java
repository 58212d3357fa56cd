package io.heddle.am.yarn;

import org.apache.hadoop.yarn.api.records.ContainerExitStatus;

/**
 * Why a container ended, from YARN's exit status.
 *
 * @param cause who is to blame
 * @param sentence what happened and what helps, for people
 */
public record ContainerExit(Cause cause, String sentence) {

    /** Who is to blame. */
    public enum Cause {
        /** It ended by itself, without an error. */
        ENDED,
        /** We gave it back. */
        RELEASED,
        /** YARN took it for somebody else. */
        PREEMPTED,
        /** The node failed or left. */
        NODE,
        /** It used more memory than it had asked for. */
        MEMORY,
        /** The process was killed from outside. */
        KILLED,
        /** The process could not be started. */
        LAUNCH,
        /** The process ended with an error of its own. */
        PROCESS
    }

    private static final int SIGNAL_BASE = 128;
    private static final int SIGKILL = SIGNAL_BASE + 9;
    private static final int SIGTERM = SIGNAL_BASE + 15;
    private static final int SIGABRT = SIGNAL_BASE + 6;
    private static final int SIGSEGV = SIGNAL_BASE + 11;
    private static final int OUT_OF_MEMORY_ERROR = 3;

    /** Reads an exit status; {@code diagnostics} is YARN's text, which is appended. */
    public static ContainerExit of(int status, String diagnostics) {
        ContainerExit meaning = meaning(status);
        String text = diagnostics.strip();
        return text.isEmpty()
                ? meaning
                : new ContainerExit(meaning.cause, meaning.sentence + " YARN says: " + firstLines(text));
    }

    private static ContainerExit meaning(int status) {
        return switch (status) {
            case ContainerExitStatus.SUCCESS -> exit(Cause.ENDED, "The worker ended by itself.");
            case ContainerExitStatus.ABORTED ->
                exit(Cause.RELEASED, "The container was released or its node was lost (-100).");
            case ContainerExitStatus.DISKS_FAILED -> exit(Cause.NODE, "The node's disks have failed (-101).");
            case ContainerExitStatus.PREEMPTED ->
                exit(Cause.PREEMPTED, "YARN took the container for another queue or application (-102).");
            case ContainerExitStatus.KILLED_EXCEEDED_VMEM ->
                exit(
                        Cause.MEMORY,
                        "The container used more virtual memory than its limit (-103). Raise taskmanager.memory.jvm-overhead.min"
                                + " or yarn.nodemanager.vmem-pmem-ratio of the cluster.");
            case ContainerExitStatus.KILLED_EXCEEDED_PMEM ->
                exit(
                        Cause.MEMORY,
                        "The container used more memory than it had asked for (-104). Raise taskmanager.memory.process.size"
                                + " or taskmanager.memory.jvm-overhead.min.");
            case ContainerExitStatus.KILLED_BY_APPMASTER ->
                exit(Cause.RELEASED, "The master stopped the container (-105).");
            case ContainerExitStatus.KILLED_BY_RESOURCEMANAGER ->
                exit(Cause.NODE, "The ResourceManager stopped the container (-106).");
            case ContainerExitStatus.KILLED_AFTER_APP_COMPLETION ->
                exit(Cause.RELEASED, "The container was stopped because the application had ended (-107).");
            case ContainerExitStatus.KILLED_BY_CONTAINER_SCHEDULER ->
                exit(Cause.PREEMPTED, "The NodeManager stopped the container to make room (-108).");
            case ContainerExitStatus.KILLED_FOR_EXCESS_LOGS ->
                exit(Cause.PROCESS, "The container wrote more logs than the cluster allows (-109).");
            case ContainerExitStatus.INVALID ->
                exit(Cause.LAUNCH, "The container ended without an exit status (-1000).");
            case OUT_OF_MEMORY_ERROR ->
                exit(
                        Cause.PROCESS,
                        "The worker's JVM ran out of memory (3). Raise taskmanager.memory.task.heap.size or the container.");
            case SIGKILL ->
                exit(
                        Cause.KILLED,
                        "The worker was killed (137): by hand, by the NodeManager, or by the kernel for want of memory.");
            case SIGTERM -> exit(Cause.KILLED, "The worker was told to end (143): by hand or by the NodeManager.");
            case SIGABRT, SIGSEGV ->
                exit(
                        Cause.PROCESS,
                        "The worker's JVM crashed (" + status + "); an hs_err file may be in its log directory.");
            default ->
                status > SIGNAL_BASE && status < 160
                        ? exit(
                                Cause.KILLED,
                                "The worker was ended by signal " + (status - SIGNAL_BASE) + " (" + status + ").")
                        : exit(Cause.PROCESS, "The worker ended with exit code " + status + "; its log says why.");
        };
    }

    private static ContainerExit exit(Cause cause, String sentence) {
        return new ContainerExit(cause, sentence);
    }

    private static String firstLines(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .limit(6)
                .collect(java.util.stream.Collectors.joining(" | "));
        return line.length() > 1000 ? line.substring(0, 1000) + "..." : line;
    }
}
