/**
 * Keyed state in RocksDB on the local disk, with a write-back cache of objects in front of it.
 *
 * <p>One {@link io.heddle.rocksdb.RocksStateBackend} per worker and job; it shares {@link io.heddle.rocksdb.RocksMemory}
 * with the others of the worker. Every keyed operator instance has a database of its own with a column family per state. A key in it
 * is key group, key, namespace, key of the map; for slices it is key group, slice, key; for timers key group, time, key, namespace. The operator's thread owns all of it; I/O
 * threads read a database only through a snapshot or its linked files, and a database is closed when the last of them is done.
 */
@NullMarked
package io.heddle.rocksdb;

import org.jspecify.annotations.NullMarked;
