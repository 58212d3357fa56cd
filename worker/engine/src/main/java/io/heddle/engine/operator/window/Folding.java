package io.heddle.engine.operator.window;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.SliceState;
import org.jspecify.annotations.Nullable;

/** How records are folded into one value per window: a reduce or an aggregate. */
abstract class Folding implements SliceState.Fold, SliceState.Merge {
    private final TypeInformation<?> kept;
    private final TypeSerializer<Object> serializer;
    private final boolean immutable;

    @SuppressWarnings("unchecked")
    private Folding(TypeInformation<?> kept, Serializers serializers) {
        this.kept = kept;
        this.serializer = (TypeSerializer<Object>) serializers.of(kept);
        this.immutable = serializer.immutable();
    }

    /** Null if records are kept one by one. */
    static @Nullable Folding of(
            WindowComputation.Content<?> content, TypeInformation<?> inputType, Serializers serializers) {
        if (content instanceof WindowComputation.Reduced<?> reduced) {
            return new Reducing(reduced, inputType, serializers);
        }
        if (content instanceof WindowComputation.Aggregated<?, ?, ?> aggregated) {
            return new Aggregating(aggregated, serializers);
        }
        if (content instanceof WindowComputation.Folded<?, ?> folded) {
            return new Beginning(folded, serializers);
        }
        return null;
    }

    /** Whether records are folded at all. */
    static boolean folds(WindowComputation.Content<?> content) {
        return !(content instanceof WindowComputation.Elements<?>);
    }

    /**
     * Whether parts of a window can be put together. Many programs leave {@link AggregateFunction#merge} out (it returns null or
     * throws), because with other engines only windows that merge call it.
     */
    static boolean merges(WindowComputation.Content<?> content) {
        return content instanceof WindowComputation.Aggregated<?, ?, ?> aggregated
                ? merges(aggregated.function())
                : !(content instanceof WindowComputation.Folded<?, ?>);
    }

    private static <A> boolean merges(AggregateFunction<?, A, ?> function) {
        try {
            return function.merge(function.createAccumulator(), function.createAccumulator()) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The type of what is kept. */
    TypeInformation<?> kept() {
        return kept;
    }

    /** Whether what is kept never changes. */
    boolean immutable() {
        return immutable;
    }

    /** One of its own. */
    Object copy(Object value) {
        return serializer.copy(value);
    }

    @Override
    public abstract Object fold(@Nullable Object before, Object added) throws Exception;

    /** As {@link #fold}, but {@code added} is never changed, not even later. */
    Object foldUntouched(@Nullable Object before, Object added) throws Exception {
        return fold(before, added);
    }

    /** Both together; may change either. */
    abstract Object merge(Object a, Object b) throws Exception;

    @Override
    public final Object merge(Object value, boolean own, Object added) throws Exception {
        // Each way by itself: a value that may be one of two is an object for the JVM even where nobody keeps it.
        if (immutable) {
            return merge(value, added);
        }
        return merge(own ? value : copy(value), copy(added));
    }

    /** What the output gets of what is kept, which must not be changed by it. */
    abstract Object result(Object value) throws Exception;

    /** As {@link #result}, of what is not kept any longer. */
    abstract Object lastResult(Object value) throws Exception;

    private static final class Reducing extends Folding {
        private final ReduceFunction<Object> function;

        @SuppressWarnings("unchecked")
        Reducing(WindowComputation.Reduced<?> reduced, TypeInformation<?> inputType, Serializers serializers) {
            super(inputType, serializers);
            this.function = (ReduceFunction<Object>) reduced.function();
        }

        @Override
        public Object fold(@Nullable Object before, Object added) throws Exception {
            return before == null ? added : function.reduce(before, added);
        }

        @Override
        Object foldUntouched(@Nullable Object before, Object added) throws Exception {
            return before == null && !immutable() ? copy(added) : fold(before, added);
        }

        @Override
        Object merge(Object a, Object b) throws Exception {
            return function.reduce(a, b);
        }

        @Override
        Object result(Object value) {
            return immutable() ? value : copy(value);
        }

        @Override
        Object lastResult(Object value) {
            return value;
        }
    }

    /** A fold that begins with a copy of a value of the program. */
    private static final class Beginning extends Folding {
        private final Object initial;
        private final FoldFunction<Object, Object> function;

        @SuppressWarnings("unchecked")
        Beginning(WindowComputation.Folded<?, ?> folded, Serializers serializers) {
            super(folded.type(), serializers);
            this.initial = folded.initial();
            this.function = (FoldFunction<Object, Object>) folded.function();
        }

        private Object first() {
            return immutable() ? initial : copy(initial);
        }

        @Override
        public Object fold(@Nullable Object before, Object added) throws Exception {
            return function.fold(before == null ? first() : before, added);
        }

        @Override
        Object merge(Object a, Object b) {
            throw new UnsupportedOperationException("two results of a fold make no third one");
        }

        @Override
        Object result(Object value) {
            return immutable() ? value : copy(value);
        }

        @Override
        Object lastResult(Object value) {
            return value;
        }
    }

    private static final class Aggregating extends Folding {
        private final AggregateFunction<Object, Object, Object> function;

        @SuppressWarnings("unchecked")
        Aggregating(WindowComputation.Aggregated<?, ?, ?> aggregated, Serializers serializers) {
            super(aggregated.accumulatorType(), serializers);
            this.function = (AggregateFunction<Object, Object, Object>) aggregated.function();
        }

        @Override
        public Object fold(@Nullable Object before, Object added) {
            if (before == null) {
                return function.add(added, function.createAccumulator());
            }
            return function.add(added, before);
        }

        @Override
        Object merge(Object a, Object b) {
            return function.merge(a, b);
        }

        @Override
        Object result(Object value) {
            if (immutable()) {
                return function.getResult(value);
            }
            Object result = function.getResult(value);
            return result == value ? copy(result) : result;
        }

        @Override
        Object lastResult(Object value) {
            return function.getResult(value);
        }
    }
}
