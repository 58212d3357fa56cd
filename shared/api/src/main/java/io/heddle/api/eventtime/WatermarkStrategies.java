package io.heddle.api.eventtime;

import java.time.Duration;

/** The strategies behind the factory methods of {@link WatermarkStrategy}, as data the engine recognises. */
public final class WatermarkStrategies {
    private WatermarkStrategies() {}

    /** No watermarks. */
    public record None<T>() implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new NoWatermarksGenerator<>();
        }
    }

    /** The largest timestamp so far less a bound. */
    public record BoundedOutOfOrderness<T>(Duration maxOutOfOrderness) implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
        }
    }

    /** A generator of the user's own. */
    public record OfGenerator<T>(WatermarkGeneratorSupplier<T> supplier) implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return supplier.createWatermarkGenerator(context);
        }
    }

    /** Another strategy's watermarks with other timestamps. */
    public record WithTimestamps<T>(WatermarkStrategy<T> base, TimestampAssignerSupplier<T> assigner)
            implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return base.createWatermarkGenerator(context);
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner.createTimestampAssigner(context);
        }

        @Override
        public WatermarkAlignmentParams getAlignmentParameters() {
            return base.getAlignmentParameters();
        }
    }

    /** Another strategy with idleness. */
    public record WithIdleness<T>(WatermarkStrategy<T> base, Duration idleTimeout) implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarksWithIdleness<>(
                    base.createWatermarkGenerator(context), idleTimeout, context.getInputActivityClock());
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return base.createTimestampAssigner(context);
        }

        @Override
        public WatermarkAlignmentParams getAlignmentParameters() {
            return base.getAlignmentParameters();
        }
    }

    /** Another strategy with alignment. */
    public record WithAlignment<T>(WatermarkStrategy<T> base, WatermarkAlignmentParams alignment)
            implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return base.createWatermarkGenerator(context);
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return base.createTimestampAssigner(context);
        }

        @Override
        public WatermarkAlignmentParams getAlignmentParameters() {
            return alignment;
        }
    }

    /** The older periodic assigner as a strategy. */
    public record Periodic<T>(AssignerWithPeriodicWatermarks<T> assigner) implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {
                    Watermark next = assigner.getCurrentWatermark();
                    if (next != null) {
                        output.emitWatermark(next);
                    }
                }
            };
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner;
        }
    }

    /** The older punctuated assigner as a strategy. */
    public record Punctuated<T>(AssignerWithPunctuatedWatermarks<T> assigner) implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
                    Watermark next = assigner.checkAndGetNextWatermark(event, eventTimestamp);
                    if (next != null) {
                        output.emitWatermark(next);
                    }
                }

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {}
            };
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner;
        }
    }

    /** Ingestion time: the source's clock as timestamp and watermark. The engine supplies the clock. */
    public record IngestionTime<T>() implements WatermarkStrategy<T> {
        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {
                    output.emitWatermark(new Watermark(context.currentProcessingTime() - 1));
                }
            };
        }

        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return (element, recordTimestamp) -> context.currentProcessingTime();
        }
    }
}
