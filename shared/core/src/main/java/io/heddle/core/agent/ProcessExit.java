package io.heddle.core.agent;

/** The end of a process: the only door to the JVM's exit and its hooks. */
public final class ProcessExit {
    private ProcessExit() {}

    /** Runs {@code job} when the process ends, also by a signal; it must be short. */
    public static void onExit(String name, Runnable job) {
        Runtime.getRuntime().addShutdownHook(new Thread(job, name));
    }

    /** Ends the process with {@code code}, hooks included. Never returns. */
    public static void exit(int code) {
        Runtime.getRuntime().exit(code);
    }

    /** Ends the process at once without hooks, for states in which nothing can be trusted. Never returns. */
    public static void halt(int code) {
        Runtime.getRuntime().halt(code);
    }
}
