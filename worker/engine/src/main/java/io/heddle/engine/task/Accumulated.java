package io.heddle.engine.task;

import io.heddle.api.functions.Accumulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Accumulators on their way to the client, which has the job's classes; the master only merges names and bytes. */
record Accumulated(Map<String, byte[]> bytesByName) {
    private static final Logger LOG = LogManager.getLogger(Accumulated.class);

    /** Serialises each; one that cannot be is left out with a warning, since the work itself was done. */
    static Accumulated of(Map<String, Accumulator<?, ?>> accumulators) {
        Map<String, byte[]> bytes = new TreeMap<>();
        accumulators.forEach((name, accumulator) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
                objects.writeObject(accumulator);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The accumulator '{}' cannot be serialised and is left out", name, e);
                return;
            }
            bytes.put(name, out.toByteArray());
        });
        return new Accumulated(bytes);
    }
}
