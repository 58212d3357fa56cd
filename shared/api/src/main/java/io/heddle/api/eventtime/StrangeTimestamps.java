package io.heddle.api.eventtime;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.types.TypeInformation;

/**
 * Records whose timestamps are too far from the present to be believed (one of 1970, in seconds instead of milliseconds, of the year
 * 9999). The setting {@code time.sanity} says what happens to them; with {@code side-output} they leave the stream here, and come
 * out of the operator that gave them their timestamps: the source, or {@code assignTimestampsAndWatermarks}.
 */
public final class StrangeTimestamps {
    /** The id of the side output. */
    public static final String ID = "strange-timestamps";

    private StrangeTimestamps() {}

    /**
     * The side output, for {@code stream.getSideOutput(StrangeTimestamps.tag(type))}, where {@code type} is that of
     * the stream's records. Nothing leaves by it unless {@code time.sanity} is {@code side-output}.
     */
    public static <T> OutputTag<T> tag(TypeInformation<T> type) {
        return new OutputTag<>(ID, type);
    }
}
