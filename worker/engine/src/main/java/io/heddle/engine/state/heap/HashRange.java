package io.heddle.engine.state.heap;

/** Some of the spread hashes, which go round: after the last comes the first. */
record HashRange(long from, long length) {
    /** How many hashes there are. */
    static final long ALL = 1L << Integer.SIZE;

    /** Whether it has hashes in common with {@code [start, start + count)}. */
    boolean meets(long start, long count) {
        return Math.floorMod(start - from, ALL) < length || Math.floorMod(from - start, ALL) < count;
    }
}
