package io.heddle.client.why;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the exit status of a container means. */
public final class ExitStatuses {
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)(?:exit ?code(?: is)?|exitStatus|exit status|exited with|Exit code)[^-0-9]{0,12}(-?\\d{1,4})");

    private ExitStatuses() {}

    /** The last exit status that a text of diagnostics names. */
    public static Optional<Integer> in(String diagnostics) {
        Matcher matcher = IN_TEXT.matcher(diagnostics);
        Optional<Integer> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(Integer.parseInt(matcher.group(1)));
        }
        return last;
    }

    /** The verdict on a container that ended with that status. */
    public static Verdict verdict(int status, String diagnostics) {
        List<String> evidence = List.of("exit status " + status);
        return switch (status) {
            case 0 -> new Verdict("It ended by itself, without an error.", Verdict.Blame.NOBODY, evidence, "");
            case 126, 127 ->
                new Verdict(
                        "Java could not be started in the container.",
                        Verdict.Blame.NODE,
                        evidence,
                        "Set env.java.home to a Java 17 that exists on every node.");
            case 134, 139 ->
                new Verdict(
                        "The Java process crashed in native code.",
                        Verdict.Blame.UNKNOWN,
                        evidence,
                        "The file hs_err_pid*.log in the container's logs names the library.");
            case 137 -> killed(diagnostics, evidence);
            case 143 ->
                new Verdict(
                        "It was asked to end (SIGTERM): by a release, a kill of the application, or the node's"
                                + " shutdown.",
                        Verdict.Blame.OPERATOR,
                        evidence,
                        "Look who ended the application; if nobody did, the NodeManager's log of that time tells.");
            default -> status < 0 ? yarns(status, evidence) : ours(status, evidence);
        };
    }

    /** YARN's own statuses are below zero. */
    private static Verdict yarns(int status, List<String> evidence) {
        return switch (status) {
            case -100 ->
                new Verdict(
                        "YARN took the container back: its node was lost or it was released.",
                        Verdict.Blame.NODE,
                        evidence,
                        "Nothing, if it happens rarely; a lost node shows in 'yarn node -list -all'.");
            case -101 ->
                new Verdict(
                        "The disks of its node failed.",
                        Verdict.Blame.NODE,
                        evidence,
                        "Have the node's local and log directories checked.");
            case -102 ->
                new Verdict(
                        "The scheduler preempted the container for another queue.",
                        Verdict.Blame.SCHEDULER,
                        evidence,
                        "Use a queue with more guaranteed capacity, or a higher yarn.application.priority.");
            case -103 ->
                new Verdict(
                        "The NodeManager killed it: more virtual memory than the container is granted.",
                        Verdict.Blame.MEMORY,
                        evidence,
                        "A larger container, or a higher yarn.nodemanager.vmem-pmem-ratio on the cluster.");
            case -104 ->
                new Verdict(
                        "The NodeManager killed it: more physical memory than the container has.",
                        Verdict.Blame.MEMORY,
                        evidence,
                        "Raise taskmanager.memory.jvm-overhead.min or task.off-heap.size if native code grows, or the"
                                + " container (-tm, -ytm).");
            case -105 -> new Verdict("The master stopped it.", Verdict.Blame.HEDDLE, evidence, "Its log says why.");
            case -106 -> new Verdict("The ResourceManager stopped it.", Verdict.Blame.SCHEDULER, evidence, "");
            case -107 -> new Verdict("The application had ended.", Verdict.Blame.NOBODY, evidence, "");
            case -108 ->
                new Verdict(
                        "It was killed together with the processes of an unclean container.",
                        Verdict.Blame.NODE,
                        evidence,
                        "");
            default ->
                new Verdict("It never started, or YARN has no status of it.", Verdict.Blame.UNKNOWN, evidence, "");
        };
    }

    private static Verdict killed(String diagnostics, List<String> evidence) {
        boolean memory = diagnostics.contains("memory limit") || diagnostics.contains("beyond the");
        return memory
                ? new Verdict(
                        "The NodeManager killed it for its memory.",
                        Verdict.Blame.MEMORY,
                        evidence,
                        "Use a larger container (-tm, -ytm), or raise taskmanager.memory.jvm-overhead.min.")
                : new Verdict(
                        "It was killed (SIGKILL): by the kernel for lack of memory on the node, or by somebody.",
                        Verdict.Blame.NODE,
                        evidence,
                        "'dmesg' on the node shows whether the kernel did it.");
    }

    private static Verdict ours(int status, List<String> evidence) {
        String cause = switch (status) {
            case 1 -> "The process ended with an error of its own.";
            case 3 -> "The JVM ran out of memory.";
            case 20 -> "The master could not use what the client had put into its container.";
            case 21 -> "The master could not start: HDFS, the ledger or a port could not be had.";
            case 22 -> "The ResourceManager had ended or replaced this attempt.";
            case 23 -> "The master lost the ResourceManager.";
            case 24 -> "A defect ended the master's coordinator.";
            case 31 -> "A later attempt had taken over.";
            case 32 -> "The end of the application could not be told to the ResourceManager.";
            default -> "The process ended with status " + status + ".";
        };
        boolean memory = status == 3;
        if (cause.endsWith("with status " + status + ".")) {
            return new Verdict(
                    cause,
                    Verdict.Blame.UNKNOWN,
                    evidence,
                    "No part of Heddle ends so: look in its log for who called System.exit or Runtime.halt.");
        }
        return new Verdict(
                cause,
                memory ? Verdict.Blame.MEMORY : Verdict.Blame.HEDDLE,
                evidence,
                memory
                        ? "Use a larger container (-tm, -ytm) or fewer slots in it."
                        : "The first error in its log says why.");
    }
}
