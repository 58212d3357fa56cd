package io.heddle.engine.operator;

/** An operator's event time. */
public interface EventTime {

    /** The operator's event time in milliseconds; {@link Long#MIN_VALUE} before the first watermark. */
    long currentWatermarkMs();
}
