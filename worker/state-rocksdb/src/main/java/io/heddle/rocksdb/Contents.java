package io.heddle.rocksdb;

/** How the cells of one kind of state are read and written. */
interface Contents {

    /** Reads what the database has of a cell; what the cell knows already counts more. */
    void load(Cell cell, StateTable table);

    /** Puts what has changed into the instance's buffer, and measures the cell. */
    void write(Cell cell, StateTable table);
}
