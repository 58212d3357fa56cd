package io.heddle.engine.state;

import java.util.HashMap;
import java.util.Map;

/** Puts slices together in a map: for backends that know no better way. */
public final class MergedSlices implements SliceState.Visitor {
    private final SliceState.Merge merge;
    private final Map<Object, Part> parts = new HashMap<>();

    private static final class Part {
        private Object value;
        /** Whether the value is nobody else's, so that it may be changed. */
        private boolean own;

        Part(Object value) {
            this.value = value;
        }
    }

    private MergedSlices(SliceState.Merge merge) {
        this.merge = merge;
    }

    /** As {@link SliceState#forEachMerged}. */
    public static void visit(SliceState state, long[] slices, SliceState.Merge merge, SliceState.Visitor visitor)
            throws Exception {
        MergedSlices merged = new MergedSlices(merge);
        for (long slice : slices) {
            state.forEach(slice, merged);
        }
        for (Map.Entry<Object, Part> each : merged.parts.entrySet()) {
            visitor.visit(each.getKey(), each.getValue().value);
        }
    }

    @Override
    public void visit(Object key, Object value) throws Exception {
        Part part = parts.putIfAbsent(key, new Part(value));
        if (part != null) {
            part.value = merge.merge(part.value, part.own, value);
            part.own = true;
        }
    }
}
