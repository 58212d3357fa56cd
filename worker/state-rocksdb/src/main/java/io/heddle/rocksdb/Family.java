package io.heddle.rocksdb;

import org.rocksdb.ColumnFamilyHandle;

/**
 * A column family: where the entries of one state are.
 *
 * @param id by which batches name it
 */
record Family(String name, ColumnFamilyHandle handle, int id) {}
