package io.heddle.engine.operator.window;

import io.heddle.engine.state.SliceState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The slices of a window put together, key by key. What is in the slices is not changed. */
final class Merged implements SliceState.Visitor {
    private final Folding folding;
    private final Map<Object, Part> parts = new HashMap<>();

    private static final class Part {
        private Object value;
        /** Whether the value is nobody else's, so that it may be changed. */
        private boolean owned;

        Part(Object value) {
            this.value = value;
        }
    }

    Merged(Folding folding) {
        this.folding = folding;
    }

    @Override
    public void visit(Object key, Object value) throws Exception {
        Part part = parts.putIfAbsent(key, new Part(value));
        if (part != null) {
            Object before = part.owned || folding.immutable() ? part.value : folding.copy(part.value);
            part.value = folding.merge(before, folding.immutable() ? value : folding.copy(value));
            part.owned = true;
        }
    }

    Object of(Object key) {
        return Objects.requireNonNull(parts.get(key), "nothing was merged for the key").value;
    }

    void forEach(SliceState.Visitor visitor) throws Exception {
        for (Map.Entry<Object, Part> each : parts.entrySet()) {
            visitor.visit(each.getKey(), each.getValue().value);
        }
    }
}
