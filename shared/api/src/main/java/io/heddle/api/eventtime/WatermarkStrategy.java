package io.heddle.api.eventtime;

import java.time.Duration;

/**
 * How a stream gets timestamps and watermarks. Begin with one of the static methods, and add with the {@code with...}
 * ones, each of which gives a new strategy.
 *
 * <p>By default records keep the timestamps they have (those of the source), inputs never become idle, and sources do
 * not wait for each other. Serialisable, as part of the plan.
 *
 * @param <T> the records
 */
public interface WatermarkStrategy<T> extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {
    @Override
    WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context);

    /** Makes the timestamp assigner; by default one that keeps the timestamps records have. */
    @Override
    default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return new RecordTimestampAssigner<>();
    }

    /** How sources of one group wait for each other; by default they do not. */
    default WatermarkAlignmentParams getAlignmentParameters() {
        return WatermarkAlignmentParams.WATERMARK_ALIGNMENT_DISABLED;
    }

    /** The same strategy with another timestamp assigner, which is made on the worker. */
    default WatermarkStrategy<T> withTimestampAssigner(TimestampAssignerSupplier<T> timestampAssigner) {
        return new WatermarkStrategies.WithTimestamps<>(this, timestampAssigner);
    }

    /**
     * The same strategy with another timestamp assigner, for example a lambda: {@code (order, recordTimestamp) ->
     * order.createdMs}, in milliseconds since the epoch.
     */
    default WatermarkStrategy<T> withTimestampAssigner(SerializableTimestampAssigner<T> timestampAssigner) {
        return new WatermarkStrategies.WithTimestamps<>(this, TimestampAssignerSupplier.of(timestampAssigner));
    }

    /**
     * The same strategy; an input (split, or instance) without records for so long counts as idle and holds nothing
     * back until its next record. Without it one silent input stops event time for all.
     *
     * @param idleTimeout how long without a record; the time in which the input is held up by what is behind it does
     *     not count
     * @throws IllegalArgumentException if it is not positive
     */
    default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
        if (idleTimeout.isZero() || idleTimeout.isNegative()) {
            throw new IllegalArgumentException("The idle time-out must be positive, but is " + idleTimeout + ".");
        }
        return new WatermarkStrategies.WithIdleness<>(this, idleTimeout);
    }

    /**
     * The same strategy; sources of one group pause when they are too far ahead. Told once a second; see the form
     * with an interval.
     */
    default WatermarkStrategy<T> withWatermarkAlignment(String watermarkGroup, Duration maxAllowedWatermarkDrift) {
        return withWatermarkAlignment(watermarkGroup, maxAllowedWatermarkDrift, Duration.ofSeconds(1));
    }

    /**
     * The same strategy; an instance of a source of the group reads nothing while its watermark is too far ahead of the slowest of
     * the group's.
     *
     * @param watermarkGroup all sources of the job that name it wait for each other
     * @param maxAllowedWatermarkDrift how far ahead an instance may be
     * @param updateInterval how often each instance says how far it is, in whole milliseconds
     */
    default WatermarkStrategy<T> withWatermarkAlignment(
            String watermarkGroup, Duration maxAllowedWatermarkDrift, Duration updateInterval) {
        return new WatermarkStrategies.WithAlignment<>(
                this,
                new WatermarkAlignmentParams(
                        maxAllowedWatermarkDrift.toMillis(), watermarkGroup, updateInterval.toMillis()));
    }

    /**
     * For timestamps that never go back within a split: the watermark is the largest timestamp so far less one
     * millisecond.
     */
    static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
        return new WatermarkStrategies.BoundedOutOfOrderness<>(Duration.ZERO);
    }

    /**
     * For records that come at most so late: the watermark is the largest timestamp so far less the bound less one
     * millisecond. What comes later is late for windows.
     *
     * @param maxOutOfOrderness in whole milliseconds
     * @throws IllegalArgumentException if it is negative
     */
    static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
        if (maxOutOfOrderness.isNegative()) {
            throw new IllegalArgumentException(
                    "The out-of-orderness must not be negative, but is " + maxOutOfOrderness + ".");
        }
        return new WatermarkStrategies.BoundedOutOfOrderness<>(maxOutOfOrderness);
    }

    /** For a generator of one's own, periodic or by record. */
    static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
        return new WatermarkStrategies.OfGenerator<>(generatorSupplier);
    }

    /** No watermarks at all: for processing time only. */
    static <T> WatermarkStrategy<T> noWatermarks() {
        return new WatermarkStrategies.None<>();
    }
}
