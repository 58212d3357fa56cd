package io.heddle.coordinator.fleet;

import io.heddle.core.fault.FaultCategory;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a container's exit status means: YARN's own (negative) ones, signals, and Java's. */
public record ContainerExit(int status, String meaning, FaultCategory category, Blame blame) {

    private static final Pattern TIME = Pattern.compile("^\\[\\d{4}-\\d\\d-\\d\\d [^\\]]*\\]");
    private static final List<String> FRAME = List.of(
            "Exception from container-launch",
            "Container id:",
            "Exit code:",
            "Container exited with a non-zero exit code",
            "Last 4096 bytes of");

    /** To whom an exit is attributed. */
    public enum Blame {
        /** The machine. */
        NODE,
        /** The container used more than it was given. */
        MEMORY,
        /** The scheduler wanted the room for others. */
        PREEMPTION,
        /** Somebody ended it on purpose; we may be the one. */
        REQUESTED,
        /** The process itself. */
        PROCESS
    }

    public static ContainerExit of(int status) {
        return switch (status) {
            case 0 -> process(status, "it ended by itself");
            case -100 ->
                new ContainerExit(status, "released, or its node is lost", FaultCategory.LOST_PEER, Blame.NODE);
            case -101 ->
                new ContainerExit(
                        status, "too many disks of the node have failed", FaultCategory.RESOURCES, Blame.NODE);
            case -102 ->
                new ContainerExit(status, "pre-empted by the scheduler", FaultCategory.RESOURCES, Blame.PREEMPTION);
            case -103 -> memory(status, "killed for exceeding its virtual memory");
            case -104 -> memory(status, "killed for exceeding its physical memory");
            case -105 -> requested(status, "stopped by the application master");
            case -106 -> requested(status, "killed by the ResourceManager");
            case -107 -> requested(status, "killed because the application had ended");
            case -108 ->
                new ContainerExit(
                        status, "killed by the node's container scheduler", FaultCategory.RESOURCES, Blame.PREEMPTION);
            case -1000 -> process(status, "its exit status is unknown");
            case 137 ->
                process(status, "killed by a signal (SIGKILL): by a person, or by the kernel for want of memory");
            case 143 -> process(status, "ended by a signal (SIGTERM)");
            default ->
                process(
                        status,
                        status > 128 && status < 160 ? "ended by signal " + (status - 128) : "its process ended");
        };
    }

    private static ContainerExit process(int status, String meaning) {
        return new ContainerExit(status, meaning, FaultCategory.LOST_PEER, Blame.PROCESS);
    }

    private static ContainerExit memory(int status, String meaning) {
        return new ContainerExit(status, meaning, FaultCategory.RESOURCES, Blame.MEMORY);
    }

    private static ContainerExit requested(int status, String meaning) {
        return new ContainerExit(status, meaning, FaultCategory.LOST_PEER, Blame.REQUESTED);
    }

    /**
     * Whether the host is the likelier for it to fail again.
     *
     * @param starting whether the worker had not registered yet
     */
    boolean speaksAgainstHost(boolean starting) {
        return blame == Blame.NODE || (starting && blame == Blame.PROCESS);
    }

    /** For a person: {@code exit status 137 (killed by ...): what YARN adds}. */
    public String describe(String diagnostics) {
        String more = essence(diagnostics);
        return "exit status " + status + " (" + meaning + ")" + (more.isEmpty() ? "" : ": " + more);
    }

    /** What the NodeManager says, without time stamps, its own frame and its list of processes. */
    static String essence(String diagnostics) {
        int dump = diagnostics.indexOf("Dump of the process-tree");
        return (dump < 0 ? diagnostics : diagnostics.substring(0, dump))
                .lines()
                .map(line -> TIME.matcher(line).replaceAll("").strip())
                .filter(line -> !line.isEmpty() && FRAME.stream().noneMatch(line::startsWith))
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
