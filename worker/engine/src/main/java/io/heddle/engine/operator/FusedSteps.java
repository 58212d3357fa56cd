package io.heddle.engine.operator;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.job.ClassCopies;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The way into maps and filters that follow each other in a chain: one generated method instead of a call from operator to
 * operator.
 *
 * <p>Copies of the operators' classes alone let the JVM inline the calls, but before each call it checks that the function
 * still has the class it had, and if not, it goes back to the interpreter, which needs the record as an object. So every
 * number between two maps is boxed although nobody ever sees the box. The generated method compares the classes of all
 * functions first; behind that no check is left between them, and the boxes go.
 *
 * <p>Everything but records takes the operators' own way, and so do records if a class is another one than expected.
 */
public abstract class FusedSteps implements Input {
    /** A longer method might be too big to be compiled at all. */
    private static final int MOST_STEPS = 64;

    private final Input head;

    FusedSteps(Input head) {
        this.head = head;
    }

    /** Whether operators of that kind can be fused. */
    public static boolean canFuse(OperatorSpec spec) {
        return spec instanceof OperatorSpec.Map<?, ?> map
                ? map.key() == null
                : spec instanceof OperatorSpec.Filter<?> filter && filter.key() == null;
    }

    /**
     * The best way into operators of which each is the only one that reads the one before.
     *
     * @param run of those that can be fused, in the order in which they follow each other; not empty
     */
    public static Input into(List<Operator> run) {
        Operator head = run.get(0);
        if (run.size() == 1) {
            return head.input(0);
        }
        List<Operator> fused = run.subList(0, Math.min(run.size(), MOST_STEPS));
        List<Step.Call> calls = new ArrayList<>();
        for (Operator operator : fused) {
            calls.add(((Step) operator).call());
        }
        Input next = run.size() > MOST_STEPS
                ? into(run.subList(MOST_STEPS, run.size()))
                : run.get(run.size() - 1).outputs().main();
        MethodHandle constructor = head.context().generated(() -> FusedStepsCode.constructor(calls, next.getClass()));
        Object[] functions = calls.stream().map(Step.Call::function).toArray();
        return (FusedSteps) ClassCopies.make(constructor, head.input(0), functions, next);
    }

    /** The head's own way. */
    final void unfused(Object value, long timestampMs) throws Exception {
        head.record(value, timestampMs);
    }

    @Override
    public final void watermark(long timestampMs) throws Exception {
        head.watermark(timestampMs);
    }

    @Override
    public final void idle(boolean idle) throws Exception {
        head.idle(idle);
    }
}
