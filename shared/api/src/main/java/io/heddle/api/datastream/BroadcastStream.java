package io.heddle.api.datastream;

import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.TypeInformation;
import java.util.List;

/** A stream that every instance sees whole, and the broadcast states that keep it. */
public final class BroadcastStream<T> {
    private final DataStream<T> stream;
    private final List<MapStateDescriptor<?, ?>> broadcastStateDescriptors;

    BroadcastStream(DataStream<T> stream, List<MapStateDescriptor<?, ?>> broadcastStateDescriptors) {
        this.stream = stream;
        this.broadcastStateDescriptors = broadcastStateDescriptors;
    }

    DataStream<T> stream() {
        return stream;
    }

    /** The type of the records. */
    public TypeInformation<T> getType() {
        return stream.getType();
    }

    /** The broadcast states. */
    public List<MapStateDescriptor<?, ?>> getBroadcastStateDescriptors() {
        return broadcastStateDescriptors;
    }
}
