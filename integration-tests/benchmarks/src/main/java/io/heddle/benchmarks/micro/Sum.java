package io.heddle.benchmarks.micro;

import io.heddle.engine.operator.Input;

/** The end of a chain: counts and adds up numbers. */
final class Sum implements Input {
    long records;
    long sum;

    @Override
    public void record(Object number, long timestampMs) {
        records++;
        sum += (Long) number;
    }

    @Override
    public void watermark(long timestampMs) {}

    @Override
    public void idle(boolean idle) {}
}
