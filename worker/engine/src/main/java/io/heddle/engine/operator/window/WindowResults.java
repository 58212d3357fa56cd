package io.heddle.engine.operator.window;

import io.heddle.api.functions.AllWindowFunction;
import io.heddle.api.functions.Function;
import io.heddle.api.functions.ProcessAllWindowFunction;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.windowing.Window;
import io.heddle.engine.operator.Emitter;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emits what a window computes when it fires. */
abstract class WindowResults {
    private final Emitter emitter;

    private WindowResults(Emitter emitter) {
        this.emitter = emitter;
    }

    @SuppressWarnings("unchecked")
    static WindowResults of(
            WindowComputation.Output<?, ?, ?> output, OperatorContext context, Outputs outputs, WindowSight sight) {
        Emitter emitter = Emitter.into(context, outputs.main());
        if (output instanceof WindowComputation.Applied<?, ?, ?, ?> applied) {
            return new Applied(emitter, (WindowFunction<Object, Object, Object, Window>) applied.function());
        }
        if (output instanceof WindowComputation.AppliedToAll<?, ?, ?, ?> applied) {
            return new AppliedToAll(emitter, (AllWindowFunction<Object, Object, Window>) applied.function());
        }
        if (output instanceof WindowComputation.Processed<?, ?, ?, ?> processed) {
            ProcessWindowFunction<Object, Object, Object, Window> function =
                    (ProcessWindowFunction<Object, Object, Object, Window>) processed.function();
            return new Processed(emitter, function, new ProcessWindowContext(function, sight));
        }
        if (output instanceof WindowComputation.ProcessedForAll<?, ?, ?, ?> processed) {
            ProcessAllWindowFunction<Object, Object, Window> function =
                    (ProcessAllWindowFunction<Object, Object, Window>) processed.function();
            return new ProcessedForAll(emitter, function, new ProcessAllWindowContext(function, sight));
        }
        return new PassThrough(emitter);
    }

    /** The user's function, null if there is none. */
    static @Nullable Function functionOf(WindowComputation.Output<?, ?, ?> output) {
        if (output instanceof WindowComputation.Applied<?, ?, ?, ?> applied) {
            return applied.function();
        } else if (output instanceof WindowComputation.AppliedToAll<?, ?, ?, ?> applied) {
            return applied.function();
        } else if (output instanceof WindowComputation.Processed<?, ?, ?, ?> processed) {
            return processed.function();
        } else if (output instanceof WindowComputation.ProcessedForAll<?, ?, ?, ?> processed) {
            return processed.function();
        }
        return null;
    }

    /** Whether the user's function wants to be told when a window is dropped. */
    static boolean clears(WindowComputation.Output<?, ?, ?> output) {
        Function function = functionOf(output);
        try {
            if (function instanceof ProcessWindowFunction<?, ?, ?, ?>) {
                return function.getClass()
                                .getMethod("clear", ProcessWindowFunction.Context.class)
                                .getDeclaringClass()
                        != ProcessWindowFunction.class;
            } else if (function instanceof ProcessAllWindowFunction<?, ?, ?>) {
                return function.getClass()
                                .getMethod("clear", ProcessAllWindowFunction.Context.class)
                                .getDeclaringClass()
                        != ProcessAllWindowFunction.class;
            }
            return false;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A window function without clear(): " + function, e);
        }
    }

    /**
     * Emits the results of a window; their timestamp is the last one of the window.
     *
     * @param content an aggregate, or an {@code Iterable} of records; null if the program has made nothing of them
     * @param elements whether it is the latter
     */
    final void emit(Object key, Window window, @Nullable Object content, boolean elements) throws Exception {
        if (content == null) {
            return;
        }
        emitter.timestampMs(window.maxTimestamp());
        emit(key, window, content, elements, emitter);
    }

    abstract void emit(Object key, Window window, Object content, boolean elements, Emitter out) throws Exception;

    /** The window is dropped for good: the user's function drops its state. */
    void clear() throws Exception {}

    @SuppressWarnings("unchecked")
    private static Iterable<Object> iterable(Object content, boolean elements) {
        return elements ? (Iterable<Object>) content : List.of(content);
    }

    private static final class PassThrough extends WindowResults {
        PassThrough(Emitter emitter) {
            super(emitter);
        }

        @Override
        void emit(Object key, Window window, Object content, boolean elements, Emitter out) {
            if (elements) {
                iterable(content, true).forEach(out::collect);
            } else {
                out.collect(content);
            }
        }
    }

    private static final class Applied extends WindowResults {
        private final WindowFunction<Object, Object, Object, Window> function;

        Applied(Emitter emitter, WindowFunction<Object, Object, Object, Window> function) {
            super(emitter);
            this.function = function;
        }

        @Override
        void emit(Object key, Window window, Object content, boolean elements, Emitter out) throws Exception {
            function.apply(key, window, iterable(content, elements), out);
        }
    }

    private static final class AppliedToAll extends WindowResults {
        private final AllWindowFunction<Object, Object, Window> function;

        AppliedToAll(Emitter emitter, AllWindowFunction<Object, Object, Window> function) {
            super(emitter);
            this.function = function;
        }

        @Override
        void emit(Object key, Window window, Object content, boolean elements, Emitter out) throws Exception {
            function.apply(window, iterable(content, elements), out);
        }
    }

    private static final class Processed extends WindowResults {
        private final ProcessWindowFunction<Object, Object, Object, Window> function;
        private final ProcessWindowContext context;

        Processed(
                Emitter emitter,
                ProcessWindowFunction<Object, Object, Object, Window> function,
                ProcessWindowContext context) {
            super(emitter);
            this.function = function;
            this.context = context;
        }

        @Override
        void emit(Object key, Window window, Object content, boolean elements, Emitter out) throws Exception {
            function.process(key, context, iterable(content, elements), out);
        }

        @Override
        void clear() throws Exception {
            function.clear(context);
        }
    }

    private static final class ProcessedForAll extends WindowResults {
        private final ProcessAllWindowFunction<Object, Object, Window> function;
        private final ProcessAllWindowContext context;

        ProcessedForAll(
                Emitter emitter,
                ProcessAllWindowFunction<Object, Object, Window> function,
                ProcessAllWindowContext context) {
            super(emitter);
            this.function = function;
            this.context = context;
        }

        @Override
        void emit(Object key, Window window, Object content, boolean elements, Emitter out) throws Exception {
            function.process(context, iterable(content, elements), out);
        }

        @Override
        void clear() throws Exception {
            function.clear(context);
        }
    }
}
