package io.heddle.api.datastream;

import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.RichFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.MergingWindowAssigner;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What has been said about windows so far, for keyed and other streams. */
final class WindowDraft<T, K, W extends Window> {
    private final DataStream<T> input;
    private final @Nullable KeySpec<T, K> key;
    private final WindowAssigner<? super T, W> assigner;
    private Trigger<? super T, ? super W> trigger;
    private @Nullable Evictor<? super T, ? super W> evictor;
    private long allowedLatenessMs;
    private @Nullable OutputTag<T> lateOutput;

    WindowDraft(DataStream<T> input, @Nullable KeySpec<T, K> key, WindowAssigner<? super T, W> assigner) {
        this.input = input;
        this.key = key;
        this.assigner = assigner;
        this.trigger = defaultTrigger(input, assigner);
    }

    @SuppressWarnings("unchecked")
    private static <T, W extends Window> Trigger<? super T, ? super W> defaultTrigger(
            DataStream<T> input, WindowAssigner<? super T, W> assigner) {
        return (Trigger<? super T, ? super W>) assigner.getDefaultTrigger(input.getExecutionEnvironment());
    }

    void trigger(Trigger<? super T, ? super W> value) {
        this.trigger = suitable(value, assigner);
    }

    /**
     * The trigger.
     *
     * @throws UnsupportedOperationException if windows merge and it cannot
     */
    static <R extends Trigger<?, ?>> R suitable(R trigger, WindowAssigner<?, ?> assigner) {
        if (assigner instanceof MergingWindowAssigner && !trigger.canMerge()) {
            throw new UnsupportedOperationException("The trigger " + trigger + " cannot be used with windows that merge"
                    + " (sessions): it must override canMerge() and onMerge(...).");
        }
        return trigger;
    }

    void evictor(Evictor<? super T, ? super W> value) {
        this.evictor = value;
    }

    void allowedLateness(Duration value) {
        this.allowedLatenessMs = latenessMs(value);
    }

    /**
     * The allowed lateness in milliseconds.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static long latenessMs(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("The allowed lateness must not be negative, but is " + value + ".");
        }
        return value.toMillis();
    }

    void lateOutput(OutputTag<T> value) {
        this.lateOutput = value;
    }

    TypeInformation<T> inputType() {
        return input.getType();
    }

    /** A fold cannot put together what two windows hold. */
    <A> WindowComputation.Folded<T, A> folded(A initial, FoldFunction<T, A> function, TypeInformation<A> type) {
        notRich(function, "FoldFunction");
        if (assigner instanceof MergingWindowAssigner) {
            throw new UnsupportedOperationException(
                    "Windows that merge (sessions) cannot be folded, because two results of a fold make no third one."
                            + " Use aggregate(...), whose function has a merge.");
        }
        return new WindowComputation.Folded<>(initial, function, type);
    }

    static void notRich(Object function, String what) {
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException(
                    "The " + what + " of a window must not be a rich function, because windows merge it freely. Give a"
                            + " ProcessWindowFunction as second argument for state and context.");
        }
    }

    FieldAggregation<T> field(FieldAggregation.Kind kind, FieldPath path, boolean first) {
        return new FieldAggregation<>(kind, path.resolve(inputType()), first);
    }

    <O> SingleOutputStreamOperator<O> build(
            WindowComputation.Content<T> content, WindowComputation.Output<K, W, O> output, TypeInformation<O> type) {
        OperatorSpec spec = new OperatorSpec.Windowed<>(
                key,
                inputType(),
                assigner,
                trigger,
                evictor,
                allowedLatenessMs,
                lateOutput,
                new WindowComputation<>(content, output));
        SingleOutputStreamOperator<O> result =
                Wiring.operator(input, "Window(" + assigner + ", " + trigger + ")", spec, type);
        return key == null ? result.forceNonParallel() : result;
    }
}
