package io.heddle.rocksdb;

/**
 * Decides whether keys that are announced are read ahead. To read many at once is cheaper per key than one by one, but wasted on
 * those whose content is overwritten without having been asked for; so it is done while a fair part of what is announced is asked
 * for, and a stream that only writes is not slowed down by a few readers beside it.
 */
final class ReadAhead {
    /** So many announced keys are watched for each decision. */
    static final int WATCHED = 4096;
    /** One of so many has to be asked for: about what a key read at once costs of a key read alone. */
    static final int ASKED_OF = 4;

    private int announced;
    private int asked;
    private boolean worthwhile = true;

    /** Whether to read so many keys, which will be used soon. */
    boolean isWorthwhile(int count) {
        announced += count;
        if (announced >= WATCHED) {
            worthwhile = (long) asked * ASKED_OF >= announced;
            announced = 0;
            asked = 0;
        }
        return worthwhile;
    }

    /** A content was asked for, whether it was in memory or not. */
    void asked() {
        asked++;
    }
}
