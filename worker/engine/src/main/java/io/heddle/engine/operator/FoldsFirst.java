package io.heddle.engine.operator;

/**
 * An operator with one input that needs not be sorted as long as its keys fit into memory and the order within a key is that of
 * arrival: then it folds each record into what it has of the key.
 */
public interface FoldsFirst {

    /**
     * Folds a record in.
     *
     * @return whether its key is new
     * @throws Exception what the user's function throws; it fails the task
     */
    boolean fold(Object value, long timestampMs) throws Exception;

    /**
     * Gives up what was folded so far.
     *
     * @throws Exception fails the task
     */
    void unfold(Parts to) throws Exception;

    /**
     * Takes such a part back, before all other records of its key that it does not stand for.
     *
     * @throws Exception fails the task
     */
    void refold(Object key, Object part) throws Exception;

    /** Takes what stands for the records that were folded. */
    @FunctionalInterface
    interface Parts {
        /**
         * Takes the part of a key.
         *
         * @throws Exception fails the task
         */
        void take(Object key, Object part) throws Exception;
    }
}
