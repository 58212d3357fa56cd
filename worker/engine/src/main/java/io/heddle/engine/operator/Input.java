package io.heddle.engine.operator;

/**
 * Takes what flows through a chain, by plain calls on the task's thread: the next operator, or the way out of the task.
 *
 * <p>A record is two arguments, never a wrapper. {@link #NO_TIMESTAMP} stands for "no event time".
 */
public interface Input {
    /** The timestamp of records that have none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * One record.
     *
     * @param timestampMs event time in milliseconds, or {@link #NO_TIMESTAMP}
     * @throws Exception what the user's function throws; it fails the task
     */
    void record(Object value, long timestampMs) throws Exception;

    /**
     * Says which records come next, so that what they need can be loaded together. Nothing of a record happens here but the
     * choice of its key, and records may still be left out.
     *
     * @throws Exception what the user's key selector throws; it fails the task
     */
    default void ahead(Object[] values, int from, int to) throws Exception {}

    /**
     * Event time has reached {@code timestampMs}; rises strictly, {@link Long#MAX_VALUE} is the last one.
     *
     * @throws Exception what the user's function throws; it fails the task
     */
    void watermark(long timestampMs) throws Exception;

    /**
     * Nothing will come for a while, so nobody should wait for this input's watermark; or that has ended.
     *
     * @throws Exception what the user's function throws; it fails the task
     */
    void idle(boolean idle) throws Exception;
}
