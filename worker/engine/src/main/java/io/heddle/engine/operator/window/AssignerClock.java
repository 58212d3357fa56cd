package io.heddle.engine.operator.window;

import io.heddle.api.windowing.WindowAssigner;
import io.heddle.engine.operator.OperatorContext;

/** The clock of assigners. */
final class AssignerClock extends WindowAssigner.WindowAssignerContext {
    private final OperatorContext context;

    AssignerClock(OperatorContext context) {
        this.context = context;
    }

    @Override
    public long getCurrentProcessingTime() {
        return context.processingTimeMs();
    }
}
