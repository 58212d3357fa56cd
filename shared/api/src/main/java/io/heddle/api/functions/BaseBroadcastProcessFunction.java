package io.heddle.api.functions;

import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/** What the two broadcast process functions share: contexts that reach the broadcast state. */
public abstract class BaseBroadcastProcessFunction extends AbstractRichFunction {
    /** Common to both sides. */
    abstract static class BaseContext {
        BaseContext() {}

        /** The timestamp of the record in milliseconds, or null if it has none. */
        public abstract @Nullable Long timestamp();

        /** Emits a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);

        /** Milliseconds since the epoch by the machine's clock. */
        public abstract long currentProcessingTime();

        /**
         * The operator's current watermark in milliseconds since the epoch; {@link Long#MIN_VALUE} before the first
         * one.
         */
        public abstract long currentWatermark();
    }

    /**
     * The broadcast side: may change broadcast state, and must do so alike in every parallel instance: by the record
     * and what is in that state alone. Valid only during the call.
     */
    public abstract static class Context extends BaseContext {
        /** For the engine. */
        protected Context() {}

        /**
         * The broadcast state of that descriptor, to read and write.
         *
         * @throws IllegalArgumentException if the descriptor was not given to {@code stream.broadcast(...)}
         */
        public abstract <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }

    /** The other side: may only read broadcast state. Valid only during the call. */
    public abstract static class ReadOnlyContext extends BaseContext {
        /** For the engine. */
        protected ReadOnlyContext() {}

        /** The broadcast state of that descriptor, to read. */
        public abstract <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }
}
