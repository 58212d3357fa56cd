package io.heddle.api.datastream;

import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;

/**
 * A stream and a broadcast one, to be handled by one operator. Whether the stream is keyed decides which process
 * function fits; the other kind is refused when the program is built.
 */
public final class BroadcastConnectedStream<I1, I2> {
    private final DataStream<I1> stream;
    private final BroadcastStream<I2> broadcast;

    BroadcastConnectedStream(DataStream<I1> stream, BroadcastStream<I2> broadcast) {
        this.stream = stream;
        this.broadcast = broadcast;
    }

    /** The stream. */
    public DataStream<I1> getFirstInput() {
        return stream;
    }

    /** The broadcast stream. */
    public BroadcastStream<I2> getSecondInput() {
        return broadcast;
    }

    /** A process function; the stream must be keyed. */
    public <K, R> SingleOutputStreamOperator<R> process(KeyedBroadcastProcessFunction<K, I1, I2, R> function) {
        KeySpec<I1, ?> key = stream.key();
        if (key == null) {
            throw notKeyed();
        }
        return process(
                function,
                TypeExtractor.producedType(
                        function,
                        KeyedBroadcastProcessFunction.class,
                        3,
                        key.type(),
                        stream.getType(),
                        broadcast.getType()));
    }

    /** A process function, with the type of its output; the stream must be keyed. */
    @SuppressWarnings("unchecked")
    public <K, R> SingleOutputStreamOperator<R> process(
            KeyedBroadcastProcessFunction<K, I1, I2, R> function, TypeInformation<R> outputType) {
        KeySpec<I1, K> key = (KeySpec<I1, K>) stream.key();
        if (key == null) {
            throw notKeyed();
        }
        OperatorSpec spec =
                new OperatorSpec.KeyedBroadcastProcess<>(function, key, broadcast.getBroadcastStateDescriptors());
        return Wiring.operator(stream, broadcast.stream(), "Co-Process-Broadcast-Keyed", spec, outputType);
    }

    /**
     * A process function; the stream must not be keyed.
     *
     * @throws IllegalArgumentException if it is
     */
    public <R> SingleOutputStreamOperator<R> process(BroadcastProcessFunction<I1, I2, R> function) {
        return process(
                function,
                TypeExtractor.producedType(
                        function, BroadcastProcessFunction.class, 2, stream.getType(), broadcast.getType()));
    }

    /** A process function, with the type of its output; the stream must not be keyed. */
    public <R> SingleOutputStreamOperator<R> process(
            BroadcastProcessFunction<I1, I2, R> function, TypeInformation<R> outputType) {
        if (stream.key() != null) {
            throw new IllegalArgumentException(
                    "The stream is keyed: use a KeyedBroadcastProcessFunction, which has state and timers per key.");
        }
        OperatorSpec spec = new OperatorSpec.BroadcastProcess<>(function, broadcast.getBroadcastStateDescriptors());
        return Wiring.operator(stream, broadcast.stream(), "Co-Process-Broadcast", spec, outputType);
    }

    private static IllegalArgumentException notKeyed() {
        return new IllegalArgumentException("The stream is not keyed: call keyBy(...) before connect(...), or use a"
                + " BroadcastProcessFunction.");
    }
}
