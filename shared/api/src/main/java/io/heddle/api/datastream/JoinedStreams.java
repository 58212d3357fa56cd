package io.heddle.api.datastream;

import io.heddle.api.functions.FlatJoinFunction;
import io.heddle.api.functions.JoinFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.JoinedPairs;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.TaggedUnion;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.time.Duration;

/**
 * Two streams to be joined by key and window: {@code a.join(b).where(..).equalTo(..).window(..).apply(..)}. Gives
 * every pair of records of both streams with equal keys in the same window, when the window fires; a record without a
 * partner gives nothing. All records of a window are state until it is dropped; those that are too late are counted
 * and dropped.
 */
public final class JoinedStreams<T1, T2> {
    private final DataStream<T1> input1;
    private final DataStream<T2> input2;

    JoinedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        this.input1 = input1;
        this.input2 = input2;
    }

    /** The key of the first stream. */
    public <K> Where<K> where(KeySelector<T1, K> keySelector) {
        return new Where<>(Wiring.key(input1.getType(), keySelector));
    }

    /** The key of the first stream, with its type. */
    public <K> Where<K> where(KeySelector<T1, K> keySelector, TypeInformation<K> keyType) {
        return new Where<>(Wiring.key(keySelector, keyType));
    }

    /** A join without the key of the second stream. */
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
            return new EqualTo(CoGroupedStreams.matching(key1, Wiring.key(keySelector, keyType)));
        }

        /** A join without its windows. */
        public final class EqualTo {
            private final KeySpec<T2, K> key2;

            EqualTo(KeySpec<T2, K> key2) {
                this.key2 = key2;
            }

            /** Sets the windows. */
            public <W extends Window> WithWindow<T1, T2, K, W> window(
                    WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
                return new WithWindow<>(new CoGroupedStreams.WithWindow<>(input1, input2, key1, key2, assigner));
            }
        }
    }

    /** A join without its function. */
    public static final class WithWindow<T1, T2, K, W extends Window> {
        private final CoGroupedStreams.WithWindow<T1, T2, K, W> coGrouped;

        WithWindow(CoGroupedStreams.WithWindow<T1, T2, K, W> coGrouped) {
            this.coGrouped = coGrouped;
        }

        /** Sets when windows are computed. */
        public WithWindow<T1, T2, K, W> trigger(Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
            coGrouped.trigger(newTrigger);
            return this;
        }

        /** Sets which records are removed. */
        public WithWindow<T1, T2, K, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            coGrouped.evictor(newEvictor);
            return this;
        }

        /** Sets how long after its end a window is kept for late records; zero by default. */
        public WithWindow<T1, T2, K, W> allowedLateness(Time newLateness) {
            return allowedLateness(newLateness.toDuration());
        }

        /** Sets how long after its end a window is kept for late records; zero by default. */
        public WithWindow<T1, T2, K, W> allowedLateness(Duration newLateness) {
            coGrouped.allowedLateness(newLateness);
            return this;
        }

        /** Joins each pair into one record. */
        public <T> SingleOutputStreamOperator<T> apply(JoinFunction<T1, T2, T> function) {
            return apply(
                    function,
                    TypeExtractor.producedType(function, JoinFunction.class, 2, coGrouped.type1(), coGrouped.type2()));
        }

        /** Joins each pair into one record; with the type of the output. */
        public <T> SingleOutputStreamOperator<T> apply(
                JoinFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return coGrouped.build("Window Join", new JoinedPairs<>(new PairwiseJoin<>(function)), resultType);
        }

        /** Joins each pair into any number of records. */
        public <T> SingleOutputStreamOperator<T> apply(FlatJoinFunction<T1, T2, T> function) {
            return apply(
                    function,
                    TypeExtractor.producedType(
                            function, FlatJoinFunction.class, 2, coGrouped.type1(), coGrouped.type2()));
        }

        /** Joins each pair into any number of records; with the type of the output. */
        public <T> SingleOutputStreamOperator<T> apply(
                FlatJoinFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return coGrouped.build("Window Join", new JoinedPairs<>(function), resultType);
        }

        /** The same as {@link #apply(JoinFunction)}. */
        public <T> SingleOutputStreamOperator<T> with(JoinFunction<T1, T2, T> function) {
            return apply(function);
        }

        /** The same as {@link #apply(JoinFunction, TypeInformation)}. */
        public <T> SingleOutputStreamOperator<T> with(JoinFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return apply(function, resultType);
        }

        /** The same as {@link #apply(FlatJoinFunction)}. */
        public <T> SingleOutputStreamOperator<T> with(FlatJoinFunction<T1, T2, T> function) {
            return apply(function);
        }

        /** The same as {@link #apply(FlatJoinFunction, TypeInformation)}. */
        public <T> SingleOutputStreamOperator<T> with(
                FlatJoinFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return apply(function, resultType);
        }
    }
}
