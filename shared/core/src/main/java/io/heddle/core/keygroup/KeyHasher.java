package io.heddle.core.keygroup;

/**
 * Hashes the keys of one type by what they hold, equally in every process and on every Java version. Immutable; may be
 * used by every thread.
 */
@FunctionalInterface
public interface KeyHasher<K> {

    int hash(K key);
}
