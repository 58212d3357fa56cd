package io.heddle.engine.operator;

/** Where records go that nobody reads. */
public final class Nowhere implements Input {
    public static final Nowhere INSTANCE = new Nowhere();

    private Nowhere() {}

    @Override
    public void record(Object value, long timestampMs) {}

    @Override
    public void watermark(long timestampMs) {}

    @Override
    public void idle(boolean idle) {}
}
