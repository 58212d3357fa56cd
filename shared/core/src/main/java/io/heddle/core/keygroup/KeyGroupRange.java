package io.heddle.core.keygroup;

/**
 * Consecutive key groups.
 *
 * @param first the first key group inside
 * @param last the last key group inside; {@code first - 1} if there is none
 */
public record KeyGroupRange(int first, int last) {

    public KeyGroupRange {
        if (first < 0 || last < first - 1) {
            throw new IllegalArgumentException("No range of key groups: " + first + " to " + last);
        }
    }

    public int size() {
        return last - first + 1;
    }

    public boolean isEmpty() {
        return last < first;
    }

    public boolean contains(int keyGroup) {
        return keyGroup >= first && keyGroup <= last;
    }

    /** What both ranges have in common; an empty range if nothing. */
    public KeyGroupRange intersection(KeyGroupRange other) {
        int from = Math.max(first, other.first);
        return new KeyGroupRange(from, Math.max(from - 1, Math.min(last, other.last)));
    }
}
