package io.heddle.client.cli;

import io.heddle.client.deploy.PlanText;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;

/** {@code heddle explain --chaining JAR}: why operators share a task or do not. */
final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "Tells why each pair of operators is chained or not, condition by condition.";
    }

    @Override
    public String usage() {
        return "--chaining [OPTIONS] JAR [ARGUMENTS]";
    }

    @Override
    public OptionTable options() {
        return CapturedProgram.options().plus(OptionSpec.flag("chaining", "chaining", "Explains chaining."));
    }

    @Override
    public int mostOperands() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ExitCode run(ParsedCommand line, Context context) {
        if (!line.has("chaining")) {
            throw CommandFailure.usage(
                    "'heddle explain' needs to know what to explain.", "heddle explain --chaining JAR");
        }
        return CapturedProgram.show(
                line, context, job -> PlanText.chaining(job.chaining()).forEach(context.terminal()::result));
    }
}
