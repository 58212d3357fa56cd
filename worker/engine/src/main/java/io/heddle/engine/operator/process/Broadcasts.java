package io.heddle.engine.operator.process;

import io.heddle.api.state.BroadcastState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.engine.operator.OperatorContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The broadcast states of one operator. */
final class Broadcasts {
    private final Map<String, BroadcastState<?, ?>> byName = new HashMap<>();

    /** Restores them. */
    void open(OperatorContext context, List<MapStateDescriptor<?, ?>> descriptors) throws Exception {
        for (MapStateDescriptor<?, ?> each : descriptors) {
            byName.put(each.getName(), context.operatorState().getBroadcastState(each));
        }
    }

    /** The state of that descriptor. */
    @SuppressWarnings("unchecked")
    <K, V> BroadcastState<K, V> of(MapStateDescriptor<K, V> descriptor) {
        BroadcastState<?, ?> state = byName.get(descriptor.getName());
        if (state == null) {
            throw new IllegalArgumentException("There is no broadcast state '" + descriptor.getName()
                    + "' here. Give its descriptor to stream.broadcast(...); there are: " + byName.keySet() + ".");
        }
        return (BroadcastState<K, V>) state;
    }
}
