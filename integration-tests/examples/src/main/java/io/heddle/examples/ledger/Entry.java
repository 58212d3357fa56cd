package io.heddle.examples.ledger;

/**
 * An amount put to an account.
 *
 * @param source which source made it
 * @param sequence its number in that source: 0, 1, 2 ...
 * @param account the key
 * @param amount may be negative
 */
public record Entry(int source, long sequence, long account, long amount) {

    /** The {@code number}-th entry of all sources together: the same number always gives the same entry. */
    static Entry numbered(long number, long perSource, long accounts) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 31;
        mixed *= 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 29;
        return new Entry(
                (int) (number / perSource),
                number % perSource,
                Math.floorMod(mixed, accounts),
                Math.floorMod(mixed >>> 17, 2001L) - 1000);
    }
}
