package io.heddle.engine.worker;

import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.ToWorker;
import java.io.IOException;
import java.nio.file.Path;

/** The process around the worker. */
public interface WorkerProcess {

    /** A look at the process's memory now; quick. */
    MemorySample sampleMemory();

    /** A directory on the local disk for what does not fit into memory; lives as long as the process. */
    default Path scratchDirectory() {
        // A container's working directory goes with the container.
        return Path.of("scratch");
    }

    /** Answers a question of a person's (threads, logs); blocks, I/O threads only. */
    byte[] answer(ToWorker.Query query) throws IOException;

    /** Takes fresh delegation tokens. */
    void refreshTokens(byte[] tokens);

    /** Ends the process in order, soon. */
    void exit(int exitCode, String reason);

    /** Ends the process at once, without running anything of the user's: some thread ignores every interrupt. */
    void halt(int exitCode, String reason);
}
