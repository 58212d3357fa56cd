package io.heddle.client.results;

import io.heddle.api.functions.Accumulator;
import io.heddle.core.plan.Closed;
import io.heddle.core.usercode.Closures;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accumulators of a job, of which each task reports its part. */
public final class Accumulators {
    private Accumulators() {}

    /** Opens the parts with the program's classes and merges those of one name. */
    public static Map<String, Object> merged(Map<String, List<byte[]>> parts, ClassLoader userCode) {
        Map<String, Object> values = new TreeMap<>();
        parts.forEach((name, ofTasks) -> values.put(name, merge(name, ofTasks, userCode)));
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Object merge(String name, List<byte[]> parts, ClassLoader userCode) {
        Accumulator<Object, Serializable> total = null;
        for (byte[] part : parts) {
            Accumulator<Object, Serializable> next =
                    Closures.open(new Closed(part, "accumulator " + name), Accumulator.class, userCode);
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
