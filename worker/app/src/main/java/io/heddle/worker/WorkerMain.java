package io.heddle.worker;

import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.launch.StartReport;
import io.heddle.core.memory.MemoryBudget;
import io.heddle.core.memory.TaskManagerMemory;
import io.heddle.core.security.Tls;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A worker's process. */
public final class WorkerMain {
    private static final Logger LOG = LogManager.getLogger(WorkerMain.class);

    private static final int IO_THREADS = 8;

    private WorkerMain() {}

    /** Runs the worker until its master or its lease ends it; takes no arguments, everything lies in the container. */
    public static void main(String[] arguments) {
        ProcessEnd.exit(run());
    }

    private static int run() {
        try {
            ProcessEnvironment environment = ProcessEnvironment.ofThisProcess();
            IoPool io = new IoPool("worker-io", IO_THREADS);
            io.submit(Tls::load);
            WorkerFiles files = WorkerFiles.read(environment, Path.of("").toAbsolutePath(), io);
            MemoryBudget budget = TaskManagerMemory.solve(files.configuration());
            List<String> report = StartReport.lines(
                    "worker " + files.identity().worker(), WorkerMain.class, files.configuration(), budget);
            return new WorkerAssembly(files, environment, budget, report, io).run();
        } catch (HeddleException e) {
            LOG.fatal("The worker cannot start: {}", e.problem().sentence(), e);
            return ExitCode.BAD_LAUNCH.number();
        } catch (InterruptedException e) {
            LOG.fatal("The worker was interrupted", e);
            return ExitCode.DEFECT.number();
        } catch (Exception | LinkageError e) {
            LOG.fatal("The worker cannot start", e);
            return ExitCode.START_FAILED.number();
        }
    }
}
