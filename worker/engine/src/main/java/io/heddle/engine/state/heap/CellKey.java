package io.heddle.engine.state.heap;

/** Where in a table the state is right now. */
interface CellKey {

    /** To look up with; good until the key changes. */
    Object tableKey();

    /** The same as a table may keep it: nobody else can change it. */
    Object ownedTableKey();

    int hash();
}
