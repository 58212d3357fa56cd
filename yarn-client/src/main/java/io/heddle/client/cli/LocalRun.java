package io.heddle.client.cli;

import io.heddle.api.environment.JobExecutor;
import io.heddle.client.deploy.ProgramJar;
import io.heddle.client.deploy.ProgramRun;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.Configuration;
import java.util.ServiceLoader;

/** {@code -t local}: the job runs in this process, by the executor that local execution registers as a service. */
final class LocalRun {
    private final Terminal terminal;

    LocalRun(Terminal terminal) {
        this.terminal = terminal;
    }

    ExitCode run(ProgramJar program, RunOptions.Asked asked, Configuration configuration) {
        JobExecutor executor = ServiceLoader.load(JobExecutor.class, LocalRun.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED_BY_CHECK,
                        "This installation cannot run jobs in its own process.",
                        "No local executor is on its class path.",
                        "Submit the job to YARN: heddle run -m yarn-cluster ..."));
        terminal.say("Starting execution of program");
        ProgramRun.run(program, asked.arguments(), configuration, new LocalDefaults(executor, configuration));
        terminal.say("Program execution finished");
        return ExitCode.OK;
    }
}
