package io.heddle.api.datastream;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.CoFlatMapFunction;
import io.heddle.api.functions.CoMapFunction;
import io.heddle.api.functions.CoProcessFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;

/**
 * Two streams that one operator handles, each with its own method of the function. In which order records of the two
 * streams come is not defined. State and timers are there if both streams are keyed, with one type of key.
 */
public final class ConnectedStreams<I1, I2> {
    private final DataStream<I1> first;
    private final DataStream<I2> second;

    ConnectedStreams(DataStream<I1> first, DataStream<I2> second) {
        Wiring.sameEnvironment(first, second);
        this.first = first;
        this.second = second;
    }

    /** The environment the streams were built on. */
    public StreamExecutionEnvironment getExecutionEnvironment() {
        return first.getExecutionEnvironment();
    }

    /** The first stream. */
    public DataStream<I1> getFirstInput() {
        return first;
    }

    /** The second stream. */
    public DataStream<I2> getSecondInput() {
        return second;
    }

    /** The type of the first stream. */
    public TypeInformation<I1> getType1() {
        return first.getType();
    }

    /** The type of the second stream. */
    public TypeInformation<I2> getType2() {
        return second.getType();
    }

    /** Both streams by the fields at these positions. */
    public ConnectedStreams<I1, I2> keyBy(int keyPosition1, int keyPosition2) {
        return new ConnectedStreams<>(first.keyBy(keyPosition1), second.keyBy(keyPosition2));
    }

    /** Both streams by the fields at these positions. */
    public ConnectedStreams<I1, I2> keyBy(int[] keyPositions1, int[] keyPositions2) {
        return new ConnectedStreams<>(first.keyBy(keyPositions1), second.keyBy(keyPositions2));
    }

    /** Both streams by these fields. */
    public ConnectedStreams<I1, I2> keyBy(String field1, String field2) {
        return new ConnectedStreams<>(first.keyBy(field1), second.keyBy(field2));
    }

    /** Both streams by these fields. */
    public ConnectedStreams<I1, I2> keyBy(String[] fields1, String[] fields2) {
        return new ConnectedStreams<>(first.keyBy(fields1), second.keyBy(fields2));
    }

    /** Both streams by key; the keys must be of one type, which the next operator checks. */
    public <K1, K2> ConnectedStreams<I1, I2> keyBy(KeySelector<I1, K1> keySelector1, KeySelector<I2, K2> keySelector2) {
        return new ConnectedStreams<>(first.keyBy(keySelector1), second.keyBy(keySelector2));
    }

    /** Both streams by key, with the key's type. */
    public <K> ConnectedStreams<I1, I2> keyBy(
            KeySelector<I1, K> keySelector1, KeySelector<I2, K> keySelector2, TypeInformation<K> keyType) {
        return new ConnectedStreams<>(first.keyBy(keySelector1, keyType), second.keyBy(keySelector2, keyType));
    }

    /** One record out for each record of either stream. */
    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<I1, I2, R> coMapper) {
        return map(coMapper, produced(coMapper, CoMapFunction.class));
    }

    /** One record out for each record of either stream, of a type. */
    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<I1, I2, R> coMapper, TypeInformation<R> outputType) {
        checkKeys();
        OperatorSpec spec = new OperatorSpec.CoMap<>(coMapper, first.key(), second.key());
        return Wiring.operator(first, second, "Co-Map", spec, outputType);
    }

    /** Any number of records out for each record of either stream. */
    public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<I1, I2, R> coFlatMapper) {
        return flatMap(coFlatMapper, produced(coFlatMapper, CoFlatMapFunction.class));
    }

    /** Any number of records out for each record of either stream, of a type. */
    public <R> SingleOutputStreamOperator<R> flatMap(
            CoFlatMapFunction<I1, I2, R> coFlatMapper, TypeInformation<R> outputType) {
        checkKeys();
        OperatorSpec spec = new OperatorSpec.CoFlatMap<>(coFlatMapper, first.key(), second.key());
        return Wiring.operator(first, second, "Co-Flat Map", spec, outputType);
    }

    /** A process function over both streams; timers and keyed state only if both are keyed. */
    public <R> SingleOutputStreamOperator<R> process(CoProcessFunction<I1, I2, R> coProcessFunction) {
        return process(coProcessFunction, produced(coProcessFunction, CoProcessFunction.class));
    }

    /** A process function over both streams, with the type of its output. */
    public <R> SingleOutputStreamOperator<R> process(
            CoProcessFunction<I1, I2, R> coProcessFunction, TypeInformation<R> outputType) {
        checkKeys();
        OperatorSpec spec = new OperatorSpec.CoProcess<>(coProcessFunction, first.key(), second.key());
        return Wiring.operator(first, second, "Co-Process", spec, outputType);
    }

    /** A process function over both streams, by key. */
    public <K, R> SingleOutputStreamOperator<R> process(KeyedCoProcessFunction<K, I1, I2, R> keyedCoProcessFunction) {
        KeySpec<I1, ?> key = first.key();
        if (key == null) {
            throw notKeyed();
        }
        return process(
                keyedCoProcessFunction,
                TypeExtractor.producedType(
                        keyedCoProcessFunction, KeyedCoProcessFunction.class, 3, key.type(), getType1(), getType2()));
    }

    /** A process function over both streams, by key, with the type of its output. */
    @SuppressWarnings("unchecked")
    public <K, R> SingleOutputStreamOperator<R> process(
            KeyedCoProcessFunction<K, I1, I2, R> keyedCoProcessFunction, TypeInformation<R> outputType) {
        KeySpec<I1, K> key1 = (KeySpec<I1, K>) first.key();
        KeySpec<I2, K> key2 = (KeySpec<I2, K>) second.key();
        if (key1 == null || key2 == null) {
            throw notKeyed();
        }
        checkKeys();
        OperatorSpec spec = new OperatorSpec.KeyedCoProcess<>(keyedCoProcessFunction, key1, key2);
        return Wiring.operator(first, second, "Co-Keyed-Process", spec, outputType);
    }

    private <R> TypeInformation<R> produced(Object function, Class<?> functionInterface) {
        return TypeExtractor.producedType(function, functionInterface, 2, getType1(), getType2());
    }

    private void checkKeys() {
        KeySpec<I1, ?> key1 = first.key();
        KeySpec<I2, ?> key2 = second.key();
        if (key1 != null && key2 != null && !key1.type().equals(key2.type())) {
            throw new UnsupportedOperationException(
                    "The keys of connected streams must be of one type, but they are of " + key1.type() + " and "
                            + key2.type() + ".");
        }
    }

    private static UnsupportedOperationException notKeyed() {
        return new UnsupportedOperationException(
                "A KeyedCoProcessFunction needs two keyed streams: call keyBy(...) on both"
                        + " streams, or on the connected ones.");
    }
}
