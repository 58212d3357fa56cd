package io.heddle.rocksdb;

import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.StateDescriptor;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A state as the program asks for it.
 *
 * @param mapKeys of the keys of a map, null for other kinds
 * @param namespaces null if there are none
 * @param sliced whether namespaces are slices, by which entries are laid out
 */
record StateShape(
        String name,
        StateDescriptor.Type kind,
        ItemFormat items,
        @Nullable TypeSerializer<Object> mapKeys,
        @Nullable TypeSerializer<Object> namespaces,
        boolean sliced) {

    @SuppressWarnings("unchecked")
    static StateShape of(
            StateDescriptor<?, ?> descriptor,
            Serializers serializers,
            @Nullable TypeSerializer<Object> namespaces,
            boolean sliced) {
        ItemFormat items = new ItemFormat(
                (TypeSerializer<Object>) serializers.of(descriptor.getTypeInformation()),
                descriptor.getTtlConfig().isEnabled(),
                descriptor.getType() == StateDescriptor.Type.MAP);
        TypeSerializer<Object> mapKeys = descriptor instanceof MapStateDescriptor<?, ?> map
                ? (TypeSerializer<Object>) serializers.of(map.getKeyType())
                : null;
        return new StateShape(descriptor.getName(), descriptor.getType(), items, mapKeys, namespaces, sliced);
    }
}
