package io.heddle.engine.operator;

/** Takes how far the event time of sources is that wait for each other. */
@FunctionalInterface
public interface EventTimes {

    /**
     * This instance has come so far; the answer comes to the source.
     *
     * @param group whose members wait for each other
     * @param timeMs {@link Long#MAX_VALUE} if nobody is to wait for this one
     */
    void reached(String group, long timeMs);
}
