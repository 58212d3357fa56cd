package io.heddle.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * Timers of one operator and one clock, each of one key and namespace, earliest first; those of one time come in any order, equal ones
 * are kept once. Belongs to the checkpoints of the {@link KeyedStateBackend} that made it. Task thread only.
 */
public interface TimerQueue {

    /** Adds a timer; nothing happens if there is an equal one. */
    void add(Object key, Object namespace, long timeMs);

    /** Removes a timer; nothing happens if there is none. */
    void remove(Object key, Object namespace, long timeMs);

    boolean isEmpty();

    /** The time of the earliest timer; {@link Long#MAX_VALUE} also if there is none. */
    long nextMs();

    /** Takes the earliest timer out, if its time is {@code uptoMs} or before. */
    @Nullable
    KeyedTimer poll(long uptoMs);
}
