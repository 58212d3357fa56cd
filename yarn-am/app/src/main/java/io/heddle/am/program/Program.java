package io.heddle.am.program;

import io.heddle.am.rest.Master;
import io.heddle.am.start.StartGuard;
import io.heddle.api.environment.JobExecutors;
import io.heddle.coordinator.port.Event;
import io.heddle.coordinator.port.FinalStatus;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.coordinator.port.StartOptions;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.fault.FailureInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.launch.ProgramLaunch;
import io.heddle.core.usercode.Artifacts;
import io.heddle.core.usercode.ProgramFiles;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A program whose main method runs in the master; the application ends with it and its jobs unless it is to stay. */
public final class Program {
    private static final Logger LOG = LogManager.getLogger(Program.class);
    private static final int MAX_DIAGNOSTICS_CHARS = 4_000;

    private final ProgramLaunch launch;
    private final String application;
    private final Configuration configuration;
    private final StartOptions options;
    private final StartGuard guard;
    private final Artifacts artifacts;
    private final Master master;

    /**
     * Makes it.
     *
     * @param options how its first job starts
     * @param guard what is asked about each job's start
     */
    public Program(
            ProgramLaunch launch,
            String application,
            Configuration configuration,
            StartOptions options,
            StartGuard guard,
            Artifacts artifacts,
            Master master) {
        this.launch = launch;
        this.application = application;
        this.configuration = configuration;
        this.options = options;
        this.guard = guard;
        this.artifacts = artifacts;
        this.master = master;
    }

    private record Verdict(FinalStatus status, String diagnostics) {}

    /** Runs main on this thread, waits for the end of its jobs, and ends the application with the verdict. */
    public void run() {
        Verdict verdict;
        try {
            verdict = verdict(runMain());
        } catch (InvocationTargetException e) {
            verdict = thrown(e.getCause() == null ? e : e.getCause());
        } catch (Exception | LinkageError e) {
            verdict = thrown(e);
        }
        FinalStatus status = verdict.status();
        String diagnostics = verdict.diagnostics().length() > MAX_DIAGNOSTICS_CHARS
                ? verdict.diagnostics().substring(0, MAX_DIAGNOSTICS_CHARS)
                : verdict.diagnostics();
        LOG.info("The program is over: {}, {}", status, diagnostics);
        if (!configuration.get(ExecutionSettings.SHUTDOWN_ON_APPLICATION_FINISH)) {
            LOG.info(
                    "The application stays, since {} is false", ExecutionSettings.SHUTDOWN_ON_APPLICATION_FINISH.key());
            return;
        }
        CompletableFuture<?> unused = master.ask(id -> new Event.ShutdownCluster(id, status, diagnostics, true));
    }

    private List<ProgramJob> runMain() throws Exception {
        Thread thread = Thread.currentThread();
        ProgramFiles files =
                ProgramFiles.fetch(launch.artifacts(), artifacts, configuration, Program.class.getClassLoader());
        ProgramExecutor executor =
                new ProgramExecutor(master, application, configuration, launch, options, guard, files.loader());
        thread.setContextClassLoader(files.loader());
        // The installation is for this thread, which ends with the program.
        JobExecutors.Installation installation = JobExecutors.installForThread(executor);
        try {
            LOG.info(
                    "Running {} with {} arguments",
                    launch.mainClass(),
                    launch.arguments().size());
            Class.forName(launch.mainClass(), true, files.loader())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) launch.arguments().toArray(new String[0]));
        } finally {
            installation.close();
        }
        return executor.submitted();
    }

    private static Verdict verdict(List<ProgramJob> jobs) throws Exception {
        if (jobs.isEmpty()) {
            return new Verdict(
                    FinalStatus.FAILED, "The program's main method returned without a job; it must call execute().");
        }
        Verdict verdict = new Verdict(FinalStatus.SUCCEEDED, jobs.size() + " jobs have finished.");
        for (ProgramJob job : jobs) {
            ProgramJob.End end = job.end().get();
            if (end.status() == JobStatus.CANCELED) {
                verdict = new Verdict(FinalStatus.KILLED, "Job '" + end.name() + "' was cancelled.");
            } else if (end.status() != JobStatus.FINISHED) {
                return new Verdict(FinalStatus.FAILED, "Job '" + end.name() + "' has failed" + end.failure());
            }
        }
        return verdict;
    }

    private static Verdict thrown(Throwable failure) {
        LOG.error("The program ended by an exception", failure);
        FailureInfo info = FailureInfo.of(FaultCategory.USER, failure);
        return new Verdict(
                FinalStatus.FAILED,
                "The program's main method threw an exception: " + info.message() + "\n" + info.stackTrace());
    }
}
