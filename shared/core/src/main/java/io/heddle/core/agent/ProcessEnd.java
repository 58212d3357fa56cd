package io.heddle.core.agent;

import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;

/** The one place where a process ends. */
public final class ProcessEnd {
    private static volatile boolean told;

    private ProcessEnd() {}

    /**
     * Ends the process now: what was logged is written, nothing else is waited for. Whoever calls this has logged why. If
     * the process was told to end meanwhile, its last work goes first and the signal gives the exit code.
     *
     * @param code 0 to 255
     */
    public static void exit(int code) {
        if (told) {
            Runtime.getRuntime().exit(code);
        }
        LogManager.shutdown();
        Runtime.getRuntime().halt(code);
    }

    /**
     * The same for a process that has asked others and wants nothing more of them: the JVM waits 300 ms for each thread that
     * sits in a call of the system, so those that wait for a peer are woken first.
     *
     * @param waiting whether the thread of a name waits for a peer and holds nothing of worth
     */
    public static void exit(int code, Predicate<String> waiting) {
        Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (waiting.test(threads[i].getName())) {
                threads[i].interrupt();
            }
        }
        exit(code);
    }

    /**
     * Lets {@code last} run when the process is told to end by a signal. It has a few hundred milliseconds: YARN kills soon
     * after it asks.
     */
    public static void whenTold(String name, Runnable last) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            told = true;
                            last.run();
                        },
                        name));
    }
}
