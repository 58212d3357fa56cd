package io.heddle.client.terminal;

import io.heddle.core.fault.Problem;
import org.jspecify.annotations.Nullable;

/** Ends a command: what went wrong in words for people, and the exit code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient Problem problem;

    public CommandFailure(ExitCode exitCode, Problem problem, @Nullable Throwable cause) {
        super(problem.sentence(), cause);
        this.exitCode = exitCode;
        this.problem = problem;
    }

    public CommandFailure(ExitCode exitCode, String what, String why, String mend) {
        this(exitCode, new Problem(what, why, mend), null);
    }

    public static CommandFailure usage(String what, String mend) {
        return new CommandFailure(ExitCode.USAGE, what, "", mend);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public Problem problem() {
        return problem;
    }
}
