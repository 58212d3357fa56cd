package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;

/** Freezes processes and lets them go on. */
final class Signals {
    private Signals() {}

    static void stop(ProcessHandle process) throws IOException {
        send("-STOP", process);
    }

    /** Nothing happens if it has ended. */
    static void resume(ProcessHandle process) throws IOException {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            fail(stop);
        }
    }
}
