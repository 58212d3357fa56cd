package io.heddle.client.cli;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.JobExecutor;
import io.heddle.api.plan.LogicalPlan;
import io.heddle.client.deploy.ClusterJobExecutor;
import io.heddle.client.deploy.PlanText;
import io.heddle.client.deploy.ProgramJar;
import io.heddle.client.deploy.ProgramRun;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Settings;
import io.heddle.core.planning.PlannedJob;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A program run only to learn what it wants to have executed. */
final class CapturedProgram {
    private CapturedProgram() {}

    /** Options of the commands that look at a program. */
    static OptionTable options() {
        return new OptionTable(List.of(
                OptionSpec.value("c", "class", "CLASS", "Class with the main method; by default the jar's Main-Class."),
                OptionSpec.value("p", "parallelism", "N", "Parallelism where the program gives none.")
                        .sets("parallelism.default"),
                OptionSpec.value("C", "classpath", "URL", "Adds a URL to the program's class path.")
                        .sets("pipeline.classpaths")
                        .with(OptionSpec.Trait.REPEATABLE),
                CommonOptions.DEFINE,
                CommonOptions.VERBOSE,
                CommonOptions.HELP));
    }

    static ExitCode show(ParsedCommand line, Context context, Consumer<PlannedJob> show) {
        Configuration configuration = context.settings(CommonOptions.settings(options(), line));
        if (line.operands().isEmpty()) {
            throw CommandFailure.usage("The program's jar is missing.", "It follows the options: JAR [ARGUMENTS]");
        }
        ProgramJar program = ProgramJar.open(line.operands().get(0), line.value("c"), configuration);
        List<String> arguments = line.operands().subList(1, line.operands().size());
        try {
            ProgramRun.run(program, arguments, configuration, new Capture(configuration, show));
        } catch (CommandFailure e) {
            if (DryRun.wasShown(e)) {
                return ExitCode.OK;
            }
            throw e;
        }
        throw new CommandFailure(
                ExitCode.REFUSED_BY_CHECK,
                "The program ran, but built no job.",
                "Its main method (" + program.mainClass() + ") never called execute() on the environment.",
                "End main with env.execute(\"name\").");
    }

    private record Capture(Configuration configuration, Consumer<PlannedJob> show) implements JobExecutor {
        @Override
        public JobClient submit(LogicalPlan plan) {
            show.accept(ClusterJobExecutor.planned(plan, configuration, List.of()));
            throw new DryRun.Shown();
        }

        @Override
        public boolean isAttached() {
            return true;
        }

        @Override
        public Map<String, String> defaults() {
            return Settings.jobDefaults(configuration);
        }

        @Override
        public String explain(LogicalPlan plan) {
            return PlanText.json(
                    ClusterJobExecutor.planned(plan, configuration, List.of()).plan());
        }
    }
}
