package io.heddle.worker;

import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.ToWorker;
import io.heddle.engine.worker.WorkerProcess;
import io.heddle.hadoop.ContainerCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The process around the worker: memory, logs, tokens, and the end. */
final class HostProcess implements WorkerProcess {
    private static final Logger LOG = LogManager.getLogger(HostProcess.class);

    private final MemorySampler memory;
    private final Questions questions;
    private final Path scratch;
    private final CompletableFuture<Integer> exit;

    /**
     * Makes it.
     *
     * @param scratch a directory on a local disk for what does not fit into memory
     * @param exit completed with the exit code when the process is to end in order
     */
    HostProcess(MemorySampler memory, Questions questions, Path scratch, CompletableFuture<Integer> exit) {
        this.memory = memory;
        this.questions = questions;
        this.scratch = scratch;
        this.exit = exit;
    }

    @Override
    public Path scratchDirectory() {
        return scratch;
    }

    @Override
    public MemorySample sampleMemory() {
        return memory.sample();
    }

    @Override
    public byte[] answer(ToWorker.Query query) throws IOException {
        return questions.answer(query);
    }

    @Override
    public void refreshTokens(byte[] tokens) {
        try {
            ContainerCredentials.accept(tokens);
            LOG.info("Took fresh delegation tokens");
        } catch (IOException e) {
            LOG.error("Fresh delegation tokens could not be read; the old ones stay", e);
        }
    }

    @Override
    public void exit(int exitCode, String reason) {
        LOG.info("The process ends with code {}: {}", exitCode, reason);
        exit.complete(exitCode);
    }

    @Override
    public void halt(int exitCode, String reason) {
        LOG.fatal("The process is halted with code {}: {}", exitCode, reason);
        ProcessEnd.exit(exitCode);
    }
}
