package io.heddle.core.keygroup;

/**
 * From the hash of a key to its group, and from the group to the subtask. All of it is part of the written form of
 * state and never changes.
 */
public final class KeyGroups {

    /** The least maximum parallelism that is chosen for an operator without a given one. */
    public static final int DEFAULT_LOWER_BOUND = 1 << 7;

    /** The greatest maximum parallelism, and so the greatest parallelism, of an operator. */
    public static final int UPPER_BOUND = 1 << 15;

    private KeyGroups() {}

    /** The key group of a key with the given hash ({@link KeyHasher}). */
    public static int groupOf(int keyHash, int maxParallelism) {
        int spread = murmur(keyHash);
        int positive = spread == Integer.MIN_VALUE ? 0 : Math.abs(spread);
        return positive % maxParallelism;
    }

    /** The subtask that owns the key group. */
    public static int subtaskOf(int keyGroup, int maxParallelism, int parallelism) {
        return keyGroup * parallelism / maxParallelism;
    }

    /** The key groups of a subtask; empty if there are more subtasks than groups. */
    public static KeyGroupRange rangeOf(int subtask, int maxParallelism, int parallelism) {
        requireParallelism(maxParallelism, parallelism);
        int first = (subtask * maxParallelism + parallelism - 1) / parallelism;
        int last = ((subtask + 1) * maxParallelism - 1) / parallelism;
        return new KeyGroupRange(first, last);
    }

    /** The maximum parallelism of an operator for which the program sets none: room to grow by half, at least 128. */
    public static int defaultMaxParallelism(int parallelism) {
        if (parallelism < 1 || parallelism > UPPER_BOUND) {
            throw new IllegalArgumentException("A parallelism is 1 to " + UPPER_BOUND + ", not " + parallelism + ".");
        }
        int wanted = parallelism + parallelism / 2;
        int power = Integer.highestOneBit(wanted);
        int rounded = power == wanted ? wanted : power << 1;
        return Math.min(Math.max(rounded, DEFAULT_LOWER_BOUND), UPPER_BOUND);
    }

    /** Throws {@link IllegalArgumentException} unless so many subtasks can share so many key groups. */
    public static void requireParallelism(int maxParallelism, int parallelism) {
        if (maxParallelism < 1 || maxParallelism > UPPER_BOUND) {
            throw new IllegalArgumentException(
                    "A maximum parallelism is 1 to " + UPPER_BOUND + ", not " + maxParallelism + ".");
        }
        if (parallelism < 1 || parallelism > maxParallelism) {
            throw new IllegalArgumentException("The parallelism " + parallelism + " is not within 1 and the maximum "
                    + "parallelism " + maxParallelism + ". The maximum is fixed by the first run, since it is the "
                    + "number of key groups the state is divided into.");
        }
    }

    /** Spreads the bits of a hash: MurmurHash3 (32 bits, seed 0) of its four bytes, of public domain. */
    static int murmur(int hash) {
        int k = hash * 0xcc9e2d51;
        k = Integer.rotateLeft(k, 15) * 0x1b873593;
        int h = Integer.rotateLeft(k, 13) * 5 + 0xe6546b64;
        h ^= 4;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
