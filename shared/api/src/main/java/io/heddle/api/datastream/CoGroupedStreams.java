package io.heddle.api.datastream;

import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.TaggedUnion;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Two streams to be grouped by key and window: {@code a.coGroup(b).where(..).equalTo(..).window(..).apply(..)}. Gives
 * groups also where one side has no record. All records of a window are state until it is dropped; those that are too
 * late are counted and dropped.
 */
public final class CoGroupedStreams<T1, T2> {
    private final DataStream<T1> input1;
    private final DataStream<T2> input2;

    CoGroupedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        this.input1 = input1;
        this.input2 = input2;
    }

    static <T2, K> KeySpec<T2, K> matching(KeySpec<?, K> key1, KeySpec<T2, K> key2) {
        if (!key1.type().equals(key2.type())) {
            throw new IllegalArgumentException("The keys of the two streams must be of one type, but where(...) gives "
                    + key1.type() + " and equalTo(...) gives " + key2.type() + ".");
        }
        return key2;
    }

    /** The key of the first stream. */
    public <K> Where<K> where(KeySelector<T1, K> keySelector) {
        return new Where<>(Wiring.key(input1.getType(), keySelector));
    }

    /** The key of the first stream, with its type. */
    public <K> Where<K> where(KeySelector<T1, K> keySelector, TypeInformation<K> keyType) {
        return new Where<>(Wiring.key(keySelector, keyType));
    }

    /** A co-group without the key of the second stream. */
    public final class Where<K> {
        private final KeySpec<T1, K> key1;

        Where(KeySpec<T1, K> key1) {
            this.key1 = key1;
        }

        /**
         * The key of the second stream; of the same type as that of the first.
         *
         * @throws IllegalArgumentException if it is not
         */
        public EqualTo equalTo(KeySelector<T2, K> keySelector) {
            return equalTo(
                    keySelector, Wiring.key(input2.getType(), keySelector).type());
        }

        /** The key of the second stream, with its type. */
        public EqualTo equalTo(KeySelector<T2, K> keySelector, TypeInformation<K> keyType) {
            return new EqualTo(matching(key1, Wiring.key(keySelector, keyType)));
        }

        /** A co-group without its windows. */
        public final class EqualTo {
            private final KeySpec<T2, K> key2;

            EqualTo(KeySpec<T2, K> key2) {
                this.key2 = key2;
            }

            /** Sets the windows. */
            public <W extends Window> WithWindow<T1, T2, K, W> window(
                    WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
                return new WithWindow<>(input1, input2, key1, key2, assigner);
            }
        }
    }

    /** A co-group without its function. */
    public static final class WithWindow<T1, T2, K, W extends Window> {
        private final KeyedStream<T1, K> keyed1;
        private final KeyedStream<T2, K> keyed2;
        private final WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner;
        private Trigger<? super TaggedUnion<T1, T2>, ? super W> trigger;
        private @Nullable Evictor<? super TaggedUnion<T1, T2>, ? super W> evictor;
        private long allowedLatenessMs;

        @SuppressWarnings("unchecked")
        WithWindow(
                DataStream<T1> input1,
                DataStream<T2> input2,
                KeySpec<T1, K> key1,
                KeySpec<T2, K> key2,
                WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
            this.keyed1 = new KeyedStream<>(input1, key1);
            this.keyed2 = new KeyedStream<>(input2, key2);
            this.assigner = assigner;
            this.trigger = (Trigger<? super TaggedUnion<T1, T2>, ? super W>)
                    assigner.getDefaultTrigger(input1.getExecutionEnvironment());
        }

        TypeInformation<T1> type1() {
            return keyed1.getType();
        }

        TypeInformation<T2> type2() {
            return keyed2.getType();
        }

        /** Sets when windows are computed. */
        public WithWindow<T1, T2, K, W> trigger(Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
            this.trigger = WindowDraft.suitable(newTrigger, assigner);
            return this;
        }

        /** Sets which records are removed. */
        public WithWindow<T1, T2, K, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            this.evictor = newEvictor;
            return this;
        }

        /** Sets how long after its end a window is kept for late records; zero by default. */
        public WithWindow<T1, T2, K, W> allowedLateness(Time newLateness) {
            return allowedLateness(newLateness.toDuration());
        }

        /** Sets how long after its end a window is kept for late records; zero by default. */
        public WithWindow<T1, T2, K, W> allowedLateness(Duration newLateness) {
            this.allowedLatenessMs = WindowDraft.latenessMs(newLateness);
            return this;
        }

        /** Handles each group of records of both streams that share key and window. */
        public <T> SingleOutputStreamOperator<T> apply(CoGroupFunction<T1, T2, T> function) {
            return apply(function, TypeExtractor.producedType(function, CoGroupFunction.class, 2, type1(), type2()));
        }

        /** Handles each group of records; with the type of the output. */
        public <T> SingleOutputStreamOperator<T> apply(
                CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return build("Window CoGroup", function, resultType);
        }

        /** The same as {@link #apply(CoGroupFunction)}. */
        public <T> SingleOutputStreamOperator<T> with(CoGroupFunction<T1, T2, T> function) {
            return apply(function);
        }

        /** The same as {@link #apply(CoGroupFunction, TypeInformation)}. */
        public <T> SingleOutputStreamOperator<T> with(
                CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return apply(function, resultType);
        }

        <T> SingleOutputStreamOperator<T> build(
                String name, CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            OperatorSpec spec = new OperatorSpec.WindowedCoGroup<>(
                    keyed1.key(),
                    keyed2.key(),
                    type1(),
                    type2(),
                    assigner,
                    trigger,
                    evictor,
                    allowedLatenessMs,
                    function);
            return Wiring.operator(keyed1, keyed2, name + "(" + assigner + ", " + trigger + ")", spec, resultType);
        }
    }
}
