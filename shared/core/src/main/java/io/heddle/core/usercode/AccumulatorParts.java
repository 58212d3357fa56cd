package io.heddle.core.usercode;

import io.heddle.api.functions.Accumulator;
import io.heddle.core.plan.Closed;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of accumulators that tasks have reported, and what they come to. */
public final class AccumulatorParts {
    private AccumulatorParts() {}

    /** The merged value of each accumulator; {@code loader} knows the program's own classes of accumulators. */
    public static Map<String, Object> merge(Map<String, List<byte[]>> partsByName, ClassLoader loader) {
        Map<String, Object> values = new TreeMap<>();
        partsByName.forEach((name, parts) -> values.put(name, merge(name, parts, loader)));
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Object merge(String name, List<byte[]> parts, ClassLoader loader) {
        Accumulator<Object, Serializable> total = null;
        for (byte[] part : parts) {
            Accumulator<Object, Serializable> next =
                    Closures.open(new Closed(part, "accumulator " + name), Accumulator.class, loader);
            if (total == null) {
                total = next;
            } else {
                total.merge(next);
            }
        }
        if (total == null) {
            throw new IllegalStateException("The accumulator " + name + " was reported without parts.");
        }
        return total.getLocalValue();
    }
}
