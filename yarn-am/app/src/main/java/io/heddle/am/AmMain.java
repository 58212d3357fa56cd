package io.heddle.am;

import io.heddle.core.agent.ProcessEnd;
import io.heddle.core.config.ProcessEnvironment;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.launch.StartReport;
import io.heddle.core.memory.JobManagerMemory;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The ApplicationMaster's process. */
public final class AmMain {
    private static final Logger LOG = LogManager.getLogger(AmMain.class);

    private AmMain() {}

    /** Runs the master until the application has ended; takes no arguments, everything lies in the container. */
    public static void main(String[] arguments) {
        ProcessEnd.exit(run());
    }

    private static int run() {
        try {
            ProcessEnvironment environment = ProcessEnvironment.ofThisProcess();
            MasterFiles files = MasterFiles.read(environment, Path.of("").toAbsolutePath());
            StartReport.lines(
                            "master " + files.identity().epoch(),
                            AmMain.class,
                            files.configuration(),
                            JobManagerMemory.solve(files.configuration()))
                    .forEach(LOG::info);
            files.launch().clientWarnings().forEach(LOG::warn);
            return new MasterProcess(files, environment).run();
        } catch (HeddleException e) {
            LOG.fatal("The master cannot start: {}", e.problem().sentence(), e);
            return ExitCode.BAD_LAUNCH.number();
        } catch (InterruptedException e) {
            LOG.fatal("The master was interrupted", e);
            return ExitCode.DEFECT.number();
        } catch (Exception | LinkageError e) {
            LOG.fatal("The master cannot start", e);
            return ExitCode.START_FAILED.number();
        }
    }
}
