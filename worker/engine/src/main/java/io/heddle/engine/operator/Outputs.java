package io.heddle.engine.operator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways out of one operator: its main output and its side outputs. Watermarks and idleness go out everywhere.
 *
 * @param main where the main output goes; a {@link Nowhere} if to nobody
 * @param sides side outputs by id
 */
public record Outputs(Input main, Map<String, Input> sides) {

    public Outputs {
        sides = Map.copyOf(sides);
    }

    /** The side output of that id, or null if nobody reads it. */
    public @Nullable Input side(String id) {
        return sides.get(id);
    }

    /** Passes event time on. */
    public void watermark(long timestampMs) throws Exception {
        main.watermark(timestampMs);
        if (!sides.isEmpty()) {
            for (Input side : sides.values()) {
                side.watermark(timestampMs);
            }
        }
    }

    /** Passes idleness on. */
    public void idle(boolean idle) throws Exception {
        main.idle(idle);
        if (!sides.isEmpty()) {
            for (Input side : sides.values()) {
                side.idle(idle);
            }
        }
    }
}
