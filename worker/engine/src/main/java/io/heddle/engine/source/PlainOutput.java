package io.heddle.engine.source;

import io.heddle.api.connector.SourceOutput;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.OperatorContext;
import java.lang.invoke.MethodHandles;

/** Where the records of a source go that makes no watermarks: straight into the chain. */
abstract class PlainOutput implements SourceOutput<Object> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    static PlainOutput into(OperatorContext context, Input next) {
        return (PlainOutput) ClassCopies.make(context.copyOf(LOOKUP, DirectOutput.class), next);
    }

    /** How many records were emitted so far. */
    abstract long emitted();
}
