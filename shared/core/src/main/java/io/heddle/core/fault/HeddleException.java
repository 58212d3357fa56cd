package io.heddle.core.fault;

import org.jspecify.annotations.Nullable;

/** Thrown where a failure must reach a person or the restart policy: a category and a {@link Problem}. */
public final class HeddleException extends RuntimeException {
    private final FaultCategory category;
    private final Problem problem;

    public HeddleException(FaultCategory category, Problem problem, @Nullable Throwable cause) {
        super(problem.sentence(), cause);
        this.category = category;
        this.problem = problem;
    }

    public HeddleException(FaultCategory category, String what, String why, String mend) {
        this(category, new Problem(what, why, mend), null);
    }

    public FaultCategory category() {
        return category;
    }

    public Problem problem() {
        return problem;
    }
}
