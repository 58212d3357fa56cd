package io.heddle.am;

import io.heddle.coordinator.port.FinalStatus;

/** How the master's life ends. */
sealed interface Ending {
    int exitCode();

    /** The application is over: YARN is told, and nothing is left behind. */
    record Over(FinalStatus status, String diagnostics, int exitCode) implements Ending {}

    /** Only this process ends: YARN is told nothing, and another attempt may follow. */
    record Left(int exitCode, String reason) implements Ending {}
}
