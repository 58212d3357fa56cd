package io.heddle.client.local;

import io.heddle.core.config.Configuration;
import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.control.ToWorker;
import io.heddle.core.storage.LocalDirectories;
import io.heddle.core.time.Clock;
import io.heddle.engine.worker.WorkerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The process around a local worker, which is the user's own: it is looked at, but never ended from here. */
final class LocalWorkerProcess implements WorkerProcess {
    private static final Logger LOG = LogManager.getLogger(LocalWorkerProcess.class);

    private final Clock clock;
    private final LocalDirectories directories;

    LocalWorkerProcess(Clock clock, Configuration configuration) {
        this.clock = clock;
        this.directories = LocalDirectories.of(configuration, "heddle-local");
    }

    @Override
    public MemorySample sampleMemory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return new MemorySample(clock.wallMs(), 0, heap.getUsed(), heap.getMax(), 0, 0, 0, threads);
    }

    @Override
    public Path scratchDirectory() {
        return directories.first();
    }

    List<Path> directories() {
        return directories.all();
    }

    /** Deletes what tasks that were stopped in the middle may have left. */
    void cleanUp() {
        directories.delete();
    }

    @Override
    public byte[] answer(ToWorker.Query query) throws IOException {
        return switch (query.kind()) {
            case THREAD_DUMP -> {
                StringBuilder dump = new StringBuilder();
                for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
                    dump.append(thread);
                }
                yield dump.toString().getBytes(StandardCharsets.UTF_8);
            }
            case LOG_LIST, LOG_READ, METRICS ->
                throw new IOException("A local cluster writes no logs of its own; they go where the program's do.");
        };
    }

    @Override
    public void refreshTokens(byte[] tokens) {
        throw new IllegalStateException("A local cluster has no delegation tokens.");
    }

    @Override
    public void exit(int exitCode, String reason) {
        LOG.info("The local worker has ended: {}", reason);
    }

    @Override
    public void halt(int exitCode, String reason) {
        LOG.error("A task of the local cluster cannot be ended, so its thread is left behind: {}", reason);
    }
}
