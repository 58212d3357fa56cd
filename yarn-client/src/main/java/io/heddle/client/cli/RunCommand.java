package io.heddle.client.cli;

import io.heddle.client.cluster.Cluster;
import io.heddle.client.deploy.ClientSettings;
import io.heddle.client.deploy.ProgramJar;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ExecutionSettings;
import java.util.List;

/** {@code heddle run}, and {@code heddle run-application} as older scripts call application mode. */
final class RunCommand implements Command {
    private final boolean applicationMode;

    RunCommand(boolean applicationMode) {
        this.applicationMode = applicationMode;
    }

    @Override
    public String name() {
        return applicationMode ? "run-application" : "run";
    }

    @Override
    public String summary() {
        return applicationMode
                ? "The same as run -t yarn-application: the program's main method runs in the master."
                : "Runs a program: in a session, as an application of its own, or in this process.";
    }

    @Override
    public String usage() {
        return "[OPTIONS] JAR [ARGUMENTS]";
    }

    @Override
    public OptionTable options() {
        return RunOptions.TABLE;
    }

    @Override
    public List<String> notes() {
        return List.of(
                "",
                "Without -m, -t and -yid the job goes into your only session.",
                "Exit codes: 0 ok, 1 job failed, 2 usage, 3 cluster unreachable, 4 refused by a check, 5 refused by"
                        + " queue or quota, 6 cancelled, 7 time-out, 8 not found, 130 interrupted.");
    }

    @Override
    public int mostOperands() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        List<ClientSettings.Given> given = RunOptions.settings(line, context.terminal());
        Configuration configuration = context.settings(given);
        if (line.has("yq")) {
            try (Cluster cluster = context.cluster(configuration)) {
                ClusterTable.lines(cluster.facts()).forEach(context.terminal()::result);
            }
            return ExitCode.OK;
        }
        RunOptions.Asked asked = RunOptions.interpret(line, configuration, applicationMode);
        ProgramJar program = ProgramJar.open(asked.jar(), asked.mainClass(), configuration);
        ExecutionSettings.Target target = asked.target().orElse(ExecutionSettings.Target.YARN_SESSION);
        if (target == ExecutionSettings.Target.LOCAL) {
            return new LocalRun(context.terminal(), asked.json()).run(program, asked, configuration);
        }
        try (Cluster cluster = target == ExecutionSettings.Target.YARN_SESSION
                ? context.lateCluster(configuration)
                : context.cluster(configuration)) {
            // A session has decided for itself where checkpoints go.
            Configuration settings = target == ExecutionSettings.Target.YARN_SESSION
                    ? configuration
                    : ClientSettings.withCheckpointDirectory(configuration, cluster.baseDirectory());
            ClusterRun run = new ClusterRun(context, cluster, settings, asked, program);
            return target == ExecutionSettings.Target.YARN_APPLICATION ? run.inMaster() : run.fromHere(target);
        }
    }
}
