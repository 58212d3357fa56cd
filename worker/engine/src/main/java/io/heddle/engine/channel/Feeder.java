package io.heddle.engine.channel;

import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Input;
import java.lang.invoke.MethodHandles;

/** Feeds batches to the head of a chain. */
public abstract class Feeder {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    Feeder() {}

    /**
     * The feeder of an input.
     *
     * @param copies of the job, for a class of this input's own
     * @param place which input of the plan it is
     */
    public static Feeder of(ClassCopies copies, String place, Input input) {
        return (Feeder) ClassCopies.make(copies.constructor(LOOKUP, LoopFeeder.class, place), input);
    }

    /** Feeds all records, in order. */
    public abstract void feed(RecordBatch batch) throws Exception;
}
