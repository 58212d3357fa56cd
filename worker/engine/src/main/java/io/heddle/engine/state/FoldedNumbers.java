package io.heddle.engine.state;

/** Per key, the first record and a number that all records of the key are folded into. */
public interface FoldedNumbers {
    /**
     * Folds the record's number into that of the current key.
     *
     * @param record becomes the state's own if it is the first of its key
     * @return a new record, the first of the key with the number as it is now
     */
    Object add(Object record);
}
