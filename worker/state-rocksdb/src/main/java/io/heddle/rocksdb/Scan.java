package io.heddle.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Goes through the entries of a family in the order of their keys. RocksDB's own iterator that has failed looks like one that has
 * come to its end; this one throws instead, so that no entry is ever missed in silence. Begins nowhere: seek first. Closed before
 * the database goes.
 */
final class Scan implements AutoCloseable {
    private final RocksIterator iterator;

    Scan(RocksIterator iterator) {
        this.iterator = iterator;
    }

    void seekToFirst() {
        iterator.seekToFirst();
    }

    /** Goes to the first entry whose key is not smaller. */
    void seek(byte[] key) {
        iterator.seek(key);
    }

    void next() {
        iterator.next();
    }

    /**
     * Whether there is an entry at this place; if not, this is the end.
     *
     * @throws io.heddle.core.fault.HeddleException if RocksDB could not read on
     */
    boolean isValid() {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw Database.failed("read", e);
        }
        return false;
    }

    byte[] key() {
        return iterator.key();
    }

    byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        iterator.close();
    }
}
