package io.heddle.client.cli;

import io.heddle.client.deploy.PlanText;
import io.heddle.client.terminal.ExitCode;

/** {@code heddle info JAR}: the plan as JSON. */
final class InfoCommand implements Command {
    @Override
    public String name() {
        return "info";
    }

    @Override
    public String summary() {
        return "Shows the plan of a program as JSON, without running it.";
    }

    @Override
    public String usage() {
        return "[OPTIONS] JAR [ARGUMENTS]";
    }

    @Override
    public OptionTable options() {
        return CapturedProgram.options();
    }

    @Override
    public int mostOperands() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        return CapturedProgram.show(line, context, job -> context.terminal().result(PlanText.json(job.plan())));
    }
}
