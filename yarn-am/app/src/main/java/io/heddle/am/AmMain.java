package io.heddle.am;

import io.heddle.am.yarn.RefusedStart;
import io.heddle.core.agent.IoPool;
import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.launch.StartReport;
import io.heddle.core.memory.JobManagerMemory;
import io.heddle.core.security.Tls;
import io.heddle.hadoop.HadoopConfiguration;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The ApplicationMaster's process. */
public final class AmMain {
    private static final Logger LOG = LogManager.getLogger(AmMain.class);
    private static final int IO_THREADS = 16;

    private AmMain() {}

    /** Runs the master until the application has ended; takes no arguments, everything lies in the container. */
    public static void main(String[] arguments) {
        ProcessEnd.exit(run());
    }

    private static int run() {
        try {
            ProcessEnvironment environment = ProcessEnvironment.ofThisProcess();
            IoPool io = new IoPool("am-io", IO_THREADS);
            io.submit(Tls::load);
            return run(environment, MasterFiles.read(environment, Path.of("").toAbsolutePath(), io), io);
        } catch (HeddleException e) {
            LOG.fatal("The master cannot start: {}", e.problem().sentence(), e);
            return ExitCode.BAD_LAUNCH.number();
        } catch (InterruptedException e) {
            return interrupted(e);
        }
    }

    private static int interrupted(InterruptedException cause) {
        LOG.fatal("The master was interrupted", cause);
        return ExitCode.DEFECT.number();
    }

    private static int run(ProcessEnvironment environment, MasterFiles files, IoPool io) {
        try {
            List<String> report = StartReport.lines(
                    "master " + files.identity().epoch(),
                    AmMain.class,
                    files.configuration(),
                    JobManagerMemory.solve(files.configuration()));
            return new MasterProcess(files, environment, report, io).run();
        } catch (HeddleException e) {
            if (e.category() == FaultCategory.CONFIGURATION) {
                return refuse(environment, files, e.problem(), e, ExitCode.BAD_LAUNCH);
            }
            LOG.fatal("The master cannot start: {}", e.problem().sentence(), e);
            return ExitCode.START_FAILED.number();
        } catch (BindException e) {
            Problem problem = new Problem(
                    "The master cannot listen on " + files.identity().host() + ".",
                    "There " + e.getMessage() + ".",
                    "Let rest.bind-port and yarn.application-master.port be ranges, or leave them out.");
            return refuse(environment, files, problem, e, ExitCode.START_FAILED);
        } catch (InterruptedException e) {
            return interrupted(e);
        } catch (Exception | LinkageError e) {
            LOG.fatal("The master cannot start", e);
            return ExitCode.START_FAILED.number();
        }
    }

    /**
     * A first attempt that cannot start for what the user has asked ends the application, which nothing runs in yet: nine more
     * attempts would fail alike, and YARN would not say why. A later one leaves that to YARN.
     */
    private static int refuse(
            ProcessEnvironment environment, MasterFiles files, Problem problem, Exception cause, ExitCode code) {
        LOG.fatal("The master cannot start: {}", problem.sentence(), cause);
        if (files.identity().epoch().attempt() == 1) {
            try {
                RefusedStart.tell(
                        HadoopConfiguration.load(
                                environment.variables(), files.launch().hadoopProperties()),
                        problem.sentence());
            } catch (IOException | RuntimeException e) {
                LOG.error("The ResourceManager could not be told; YARN starts another attempt", e);
            }
        }
        return code.number();
    }
}
