package io.heddle.core.control;

import java.util.List;

/**
 * Some records of one task that event time had left behind.
 *
 * @param dropped what its operators have dropped
 * @param read where its source has read records behind its own watermark; whatever is dropped later on is one of them
 */
public record Lateness(List<Dropped> dropped, List<Read> read) {
    /** Nothing was late. */
    public static final Lateness NONE = new Lateness(List.of(), List.of());

    /**
     * A record that was too late.
     *
     * @param operator the name of the operator that has dropped it
     * @param record its beginning, as text
     * @param watermarkMs how far event time was
     */
    public record Dropped(String operator, String record, long timestampMs, long watermarkMs) {}

    /**
     * A record that was read behind the watermark.
     *
     * @param source the name of the operator that gave it its timestamp
     * @param split the split, or empty if that is not known
     * @param position where it stands in the split, in the source's own words, or empty
     * @param watermarkMs how far event time was there
     */
    public record Read(String source, String split, String position, long timestampMs, long watermarkMs) {}
}
