package io.heddle.client.cli;

import io.heddle.api.environment.JobExecutionResult;
import io.heddle.client.checkpoints.CheckpointDirectory;
import io.heddle.client.deploy.ProgramJar;
import io.heddle.client.deploy.ProgramRun;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.logging.LateLogging;
import io.heddle.core.storage.LocalStorage;
import java.util.concurrent.ExecutionException;

/** {@code -t local}: the program and its jobs run in this process. */
final class LocalRun {
    private final Terminal terminal;
    private final ProgramReport report;

    LocalRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.report = new ProgramReport(terminal, json);
    }

    ExitCode run(ProgramJar program, RunOptions.Asked asked, Configuration configuration) {
        configuration
                .find(ExecutionSettings.SAVEPOINT_PATH)
                .ifPresent(path -> CheckpointDirectory.read(path, new LocalStorage()));
        LateLogging.start();
        LocalJobs jobs = new LocalJobs(configuration, terminal::warn);
        report.starting();
        // Results are awaited inside, because the jobs' classes come from the program's class loader.
        ProgramRun.run(program, asked.arguments(), configuration, jobs, () -> {
            if (jobs.submitted().isEmpty()) {
                throw ProgramReport.noJob(program.mainClass());
            }
            for (LocalJobs.Job job : jobs.submitted()) {
                ended(job);
            }
        });
        return ExitCode.OK;
    }

    private void ended(LocalJobs.Job job) {
        JobExecutionResult result = result(job);
        String jobId = result.getJobID().toString();
        report.asJson(null, jobId, job.name(), "SUCCEEDED", result.getNetRuntime());
        report.finished(jobId, result.getNetRuntime(), result.getAllAccumulatorResults());
    }

    private static JobExecutionResult result(LocalJobs.Job job) {
        try {
            return job.client().getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw ProgramRun.explained("The job '" + job.name() + "' failed.", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted.", "", "");
        }
    }
}
