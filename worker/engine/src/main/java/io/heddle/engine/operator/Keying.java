package io.heddle.engine.operator;

import io.heddle.api.plan.KeySpec;
import io.heddle.engine.job.ClassCopies;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Makes the record's key the current one of the operator's keyed state, if its input is keyed. */
public abstract class Keying {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    Keying() {}

    /** The keying of an input; null if it has no key. */
    public static @Nullable Keying of(@Nullable KeySpec<?, ?> key, OperatorContext context) {
        return key == null ? null : keyed(key, context);
    }

    /** The keying of a keyed input. */
    public static Keying keyed(KeySpec<?, ?> key, OperatorContext context) {
        Keying keying = (Keying) ClassCopies.make(context.copyOf(LOOKUP, SelectorKeying.class), key, context);
        context.keyedBy(keying);
        return keying;
    }

    /** Makes the record's key the current one and returns it. */
    public abstract Object select(Object value) throws Exception;

    /**
     * These records come next, in this order, though some of them may be left out: their keys are found now, so that the
     * state can load what it has of all of them at once instead of waiting for one after the other.
     */
    public abstract void ahead(Object[] values, int from, int to) throws Exception;
}
