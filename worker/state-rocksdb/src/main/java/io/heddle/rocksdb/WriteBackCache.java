package io.heddle.rocksdb;

/** Objects on the heap in front of a database, which share the budget of their {@link Instance}. Owner thread only. */
interface WriteBackCache {

    /** About what it takes on the heap, as far as it may let go of it. */
    long bytes();

    /** Puts all changes into the instance's buffer, and some of them into the database. */
    void writeBack();

    /** As {@link #writeBack}; a checkpoint begins. */
    default void writeBackForCheckpoint() {
        writeBack();
    }

    /**
     * Lets go of some objects, their changes into the buffer, which is applied before anybody reads; false if there were none.
     * Nothing is being linked.
     */
    boolean evict();
}
