package io.heddle.engine.operator.window;

import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.NamespacedState;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Every record. */
final class ElementContents implements Contents {
    private final NamespacedState<ListState<Object>> state;

    @SuppressWarnings("unchecked")
    ElementContents(TypeInformation<?> elementType, KeyedStateBackend backend, TypeSerializer<Object> windows) {
        this.state = backend.state(
                (ListStateDescriptor<Object>) new ListStateDescriptor<>(WindowOperator.CONTENTS, elementType), windows);
    }

    @Override
    public void add(Object window, Object value, long timestampMs) throws Exception {
        state.in(window).add(value);
    }

    @Override
    public @Nullable Object get(Object window) throws Exception {
        Iterable<Object> elements = state.in(window).get();
        return elements.iterator().hasNext() ? elements : null;
    }

    @Override
    public void clear(Object window) {
        state.in(window).clear();
    }

    @Override
    public void merge(Object target, Collection<?> sources) throws Exception {
        state.merge(target, sources);
    }
}
