package io.heddle.rocksdb;

/** How the cells of one kind of state are read and written. */
interface Contents {

    /** The written form of a value, an element, an entry's value. */
    ItemFormat format();

    /** Whether every item that comes into memory is counted by itself, so that a new cell takes nothing yet. */
    boolean growsByItems();

    /** What was put into the cell takes so many bytes in written form. */
    void measured(Cell cell, long writtenBytes, StateTable table);

    /** Reads what the database has of a cell; what the cell knows already counts more. */
    void load(Cell cell, StateTable table);

    /** Puts what has changed into the instance's buffer, and measures the cell. */
    void write(Cell cell, StateTable table);
}
