package io.heddle.engine.operator.window;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Window specs for tests, over pairs of a key and a number. */
final class Specs {
    static final TypeInformation<Tuple2<String, Integer>> PAIR = Types.TUPLE(Types.STRING, Types.INT);
    static final KeySpec<Tuple2<String, Integer>, String> KEY = new KeySpec<>(pair -> pair.f0, Types.STRING);
    static final OutputTag<Tuple2<String, Integer>> LATE = new OutputTag<>("late", PAIR);

    private Specs() {}

    static Tuple2<String, Integer> pair(String key, int number) {
        return Tuple2.of(key, number);
    }

    /** The sum of the numbers. */
    static WindowComputation.Content<Tuple2<String, Integer>> sum() {
        ReduceFunction<Tuple2<String, Integer>> add = (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1);
        return new WindowComputation.Reduced<>(add);
    }

    /** The numbers' sum and count in an accumulator that is changed in place. */
    static class Mean
            implements AggregateFunction<Tuple2<String, Integer>, Tuple2<Integer, Integer>, Tuple2<String, Integer>> {
        @Override
        public Tuple2<Integer, Integer> createAccumulator() {
            return Tuple2.of(0, 0);
        }

        @Override
        public Tuple2<Integer, Integer> add(Tuple2<String, Integer> value, Tuple2<Integer, Integer> accumulator) {
            accumulator.f0 += value.f1;
            accumulator.f1 += 1;
            return accumulator;
        }

        @Override
        public Tuple2<String, Integer> getResult(Tuple2<Integer, Integer> accumulator) {
            return Tuple2.of("mean of " + accumulator.f1, accumulator.f0 / accumulator.f1);
        }

        @Override
        public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
            a.f0 += b.f0;
            a.f1 += b.f1;
            return a;
        }
    }

    /** As programs write it that know merge only from sessions. */
    static final class MeanWithoutMerge extends Mean {
        private final boolean says;

        MeanWithoutMerge(boolean says) {
            this.says = says;
        }

        @Override
        @SuppressWarnings("NullAway")
        public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
            if (says) {
                throw new UnsupportedOperationException("no merge");
            }
            return null;
        }
    }

    /** Has nothing to say of two records. */
    static final class MeanNotOfTwo extends Mean {
        @Override
        @SuppressWarnings("NullAway")
        public Tuple2<String, Integer> getResult(Tuple2<Integer, Integer> accumulator) {
            return accumulator.f1 == 2 ? null : super.getResult(accumulator);
        }
    }

    static WindowComputation.Content<Tuple2<String, Integer>> mean() {
        return mean(new Mean());
    }

    static WindowComputation.Content<Tuple2<String, Integer>> mean(Mean function) {
        return new WindowComputation.Aggregated<>(function, Types.TUPLE(Types.INT, Types.INT), PAIR);
    }

    /** Lists the numbers. */
    static final class Listing<W extends Window> implements WindowFunction<Tuple2<String, Integer>, String, String, W> {
        @Override
        public void apply(
                String key,
                W window,
                Iterable<Tuple2<String, Integer>> input,
                io.heddle.api.functions.Collector<String> out) {
            List<Integer> numbers = new ArrayList<>();
            input.forEach(each -> numbers.add(each.f1));
            out.collect(key + numbers);
        }
    }

    static <W extends Window> OperatorSpec aggregated(WindowAssigner<Object, W> assigner, long allowedLatenessMs) {
        return spec(assigner, assigner.getDefaultTrigger(), allowedLatenessMs, sum());
    }

    static <W extends Window> OperatorSpec spec(
            WindowAssigner<Object, W> assigner,
            Trigger<? super Tuple2<String, Integer>, ? super W> trigger,
            long allowedLatenessMs,
            WindowComputation.Content<Tuple2<String, Integer>> content) {
        return new OperatorSpec.Windowed<>(
                KEY,
                PAIR,
                assigner,
                trigger,
                null,
                allowedLatenessMs,
                LATE,
                new WindowComputation<>(content, new WindowComputation.PassThrough<>()));
    }

    static <W extends Window> OperatorSpec listed(
            WindowAssigner<Object, W> assigner,
            Trigger<? super Tuple2<String, Integer>, ? super W> trigger,
            @Nullable Evictor<? super Tuple2<String, Integer>, ? super W> evictor) {
        return new OperatorSpec.Windowed<>(
                KEY,
                PAIR,
                assigner,
                trigger,
                evictor,
                0,
                null,
                new WindowComputation<>(
                        new WindowComputation.Elements<>(), new WindowComputation.Applied<>(new Listing<>())));
    }
}
