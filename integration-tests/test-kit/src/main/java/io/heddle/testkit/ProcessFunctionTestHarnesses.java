package io.heddle.testkit;

import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.functions.CoProcessFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.TypeInformation;
import java.util.List;

/** Open harnesses around process functions. */
public final class ProcessFunctionTestHarnesses {
    private ProcessFunctionTestHarnesses() {}

    private static <H extends StreamOperatorTestHarness<?>> H opened(H harness) throws Exception {
        harness.open();
        return harness;
    }

    /** A process function on a stream without keys. */
    public static <IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> forProcessFunction(
            ProcessFunction<IN, OUT> function) throws Exception {
        return opened(new OneInputStreamOperatorTestHarness<>(new OperatorSpec.Process<>(function, null)));
    }

    /** A keyed process function. */
    public static <K, IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> forKeyedProcessFunction(
            KeyedProcessFunction<K, IN, OUT> function, KeySelector<IN, K> keySelector, TypeInformation<K> keyType)
            throws Exception {
        return opened(new OneInputStreamOperatorTestHarness<>(
                new OperatorSpec.KeyedProcess<>(function, new KeySpec<>(keySelector, keyType))));
    }

    /** A process function over two streams without keys. */
    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forCoProcessFunction(
            CoProcessFunction<IN1, IN2, OUT> function) throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<>(new OperatorSpec.CoProcess<>(function, null, null)));
    }

    /** A process function over two keyed streams. */
    public static <K, IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forKeyedCoProcessFunction(
            KeyedCoProcessFunction<K, IN1, IN2, OUT> function,
            KeySelector<IN1, K> keySelector1,
            KeySelector<IN2, K> keySelector2,
            TypeInformation<K> keyType)
            throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<>(new OperatorSpec.KeyedCoProcess<>(
                function, new KeySpec<>(keySelector1, keyType), new KeySpec<>(keySelector2, keyType))));
    }

    /** A process function over a stream and a broadcast one. */
    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forBroadcastProcessFunction(
            BroadcastProcessFunction<IN1, IN2, OUT> function, MapStateDescriptor<?, ?>... descriptors)
            throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<>(
                new OperatorSpec.BroadcastProcess<>(function, List.of(descriptors))));
    }

    /** A process function over a keyed stream and a broadcast one. */
    public static <K, IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forKeyedBroadcastProcessFunction(
            KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function,
            KeySelector<IN1, K> keySelector,
            TypeInformation<K> keyType,
            MapStateDescriptor<?, ?>... descriptors)
            throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<>(new OperatorSpec.KeyedBroadcastProcess<>(
                function, new KeySpec<>(keySelector, keyType), List.of(descriptors))));
    }
}
