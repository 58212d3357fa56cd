package io.heddle.benchmarks;

/** Lines of text made from a number: about 60 characters of 10 words with a skewed vocabulary of 10,000. */
public final class Lines {
    private static final int READY = 1 << 14;
    private static final String[] LINES = new String[READY];

    static {
        for (int i = 0; i < READY; i++) {
            LINES[i] = line(i);
        }
    }

    private Lines() {}

    /** A line that was made before, so that what is measured is what is done to it: one of 16,384. */
    public static String ready(long n) {
        return LINES[(int) (n & (READY - 1))];
    }

    private static String line(long n) {
        StringBuilder line = new StringBuilder(80);
        long seed = n * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        for (int word = 0; word < 10; word++) {
            seed ^= seed << 13;
            seed ^= seed >>> 7;
            seed ^= seed << 17;
            double uniform = (seed >>> 11) * 0x1.0p-53;
            int rank = (int) (10_000 * uniform * uniform * uniform);
            if (word > 0) {
                line.append(' ');
            }
            line.append((char) ('a' + rank % 26)).append("word").append(Integer.toString(rank, 36));
        }
        return line.toString();
    }
}
