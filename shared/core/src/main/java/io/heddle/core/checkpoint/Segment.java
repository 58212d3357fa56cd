package io.heddle.core.checkpoint;

/**
 * A named part of an operator's state.
 *
 * @param name the state's name, or the backend's own name for a part that holds many states
 * @param format which reader understands the bytes, with its version, for example {@code heap/1}
 * @param firstKeyGroup first key group inside, or 0 where key groups mean nothing
 * @param lastKeyGroup last key group inside (inclusive), or the channel's or subtask's index
 */
public record Segment(StateKind kind, String name, String format, int firstKeyGroup, int lastKeyGroup, Slice slice) {}
