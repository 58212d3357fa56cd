package io.heddle.engine.operator;

import io.heddle.core.control.Lateness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of the records that event time had left behind, in one task. Those are kept that were left behind farthest, and new
 * ones take the place of old ones after a while. Sources and the operators that drop records choose by the same measure: so what
 * an operator keeps is found again among what a source keeps, and nothing needs to travel with records. Task thread only.
 */
public final class LateSamples {
    private static final int DROPPED = 8;
    private static final int READ = 32;
    private static final int RECORD_CHARACTERS = 200;

    /** Where the task's source is. */
    public interface Whereabouts {
        /** The split of the record that is being emitted, or empty. */
        String split();

        /** Its place in the split, or empty. */
        String place();
    }

    private final Farthest<Lateness.Dropped> dropped = new Farthest<>(DROPPED);
    private final Farthest<Lateness.Read> read = new Farthest<>(READ);
    private @Nullable Whereabouts whereabouts;
    private long nowMs;

    /** The task reads a source. */
    public void readingFrom(Whereabouts source) {
        whereabouts = source;
    }

    /** An operator drops a record. */
    public void dropped(String operator, Object record, long timestampMs, long watermarkMs) {
        long latenessMs = behindMs(timestampMs, watermarkMs);
        if (dropped.wants(latenessMs, nowMs)) {
            String text = String.valueOf(record);
            String beginning = text.length() <= RECORD_CHARACTERS ? text : text.substring(0, RECORD_CHARACTERS) + "...";
            dropped.add(new Lateness.Dropped(operator, beginning, timestampMs, watermarkMs), latenessMs, nowMs);
        }
    }

    /** A record has been given a timestamp that the watermark had passed. */
    public void behind(String operator, long timestampMs, long watermarkMs) {
        long latenessMs = behindMs(timestampMs, watermarkMs);
        if (timestampMs != Input.NO_TIMESTAMP && read.wants(latenessMs, nowMs)) {
            Whereabouts source = whereabouts;
            String split = source == null ? "" : source.split();
            String place = source == null ? "" : source.place();
            read.add(new Lateness.Read(operator, split, place, timestampMs, watermarkMs), latenessMs, nowMs);
        }
    }

    private static long behindMs(long timestampMs, long watermarkMs) {
        long behindMs = watermarkMs - timestampMs;
        // Timestamps may be at the two ends of time.
        return timestampMs < 0 && behindMs < 0 ? Long.MAX_VALUE : Math.max(0, behindMs);
    }

    /** What there is. */
    public Lateness report(long reportedMs) {
        nowMs = reportedMs;
        return dropped.isEmpty() && read.isEmpty() ? Lateness.NONE : new Lateness(dropped.all(), read.all());
    }

    /** A bounded choice of what was left behind farthest. */
    private static final class Farthest<T> {
        private static final long OLD_MS = 600_000;

        private record Sample<T>(T what, long latenessMs, long atMs) {}

        private final int bound;
        private final List<Sample<T>> samples = new ArrayList<>();
        /** Less than this has no place before {@link #oldAtMs}. */
        private long leastMs = Long.MIN_VALUE;

        private long oldAtMs = Long.MAX_VALUE;

        Farthest(int bound) {
            this.bound = bound;
        }

        boolean wants(long latenessMs, long nowMs) {
            return latenessMs >= leastMs || nowMs >= oldAtMs;
        }

        void add(T what, long latenessMs, long nowMs) {
            if (samples.size() == bound) {
                samples.remove(replaceable(nowMs));
            }
            samples.add(new Sample<>(what, latenessMs, nowMs));
            if (samples.size() == bound) {
                leastMs = Long.MAX_VALUE;
                oldAtMs = Long.MAX_VALUE;
                for (Sample<T> each : samples) {
                    leastMs = Math.min(leastMs, each.latenessMs());
                    oldAtMs = Math.min(oldAtMs, each.atMs() + OLD_MS);
                }
            }
        }

        /** The first that is old, or else the one that was left behind least. */
        private int replaceable(long nowMs) {
            int least = 0;
            for (int i = 0; i < samples.size(); i++) {
                if (nowMs - samples.get(i).atMs() >= OLD_MS) {
                    return i;
                }
                if (samples.get(i).latenessMs() < samples.get(least).latenessMs()) {
                    least = i;
                }
            }
            return least;
        }

        boolean isEmpty() {
            return samples.isEmpty();
        }

        List<T> all() {
            return samples.stream().map(Sample::what).toList();
        }
    }
}
