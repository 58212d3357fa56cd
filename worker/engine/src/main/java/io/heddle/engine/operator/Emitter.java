package io.heddle.engine.operator;

import io.heddle.api.functions.Collector;
import io.heddle.engine.job.ClassCopies;
import java.lang.invoke.MethodHandles;

/** The collector of user functions: every record gets the timestamp of the record that caused it. */
public abstract class Emitter implements Collector<Object> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    Emitter() {}

    /** An emitter into the operator's main output. */
    public static Emitter into(OperatorContext context, Input next) {
        return (Emitter) ClassCopies.make(context.copyOf(LOOKUP, MainEmitter.class), next);
    }

    /** The timestamp of what is emitted from now on. */
    public abstract void timestampMs(long timestampMs);
}
