package io.heddle.core.agent;

import org.apache.logging.log4j.LogManager;

/** The one place where a process ends. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /**
     * Ends the process now: what was logged is written, nothing else is waited for. Whoever calls this has logged why.
     *
     * @param code 0 to 255
     */
    public static void exit(int code) {
        LogManager.shutdown();
        Runtime.getRuntime().halt(code);
    }

    /**
     * Lets {@code last} run when the process is told to end by a signal. It has a few hundred milliseconds: YARN kills soon
     * after it asks.
     */
    public static void whenTold(String name, Runnable last) {
        Runtime.getRuntime().addShutdownHook(new Thread(last, name));
    }
}
