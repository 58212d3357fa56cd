package io.heddle.engine.state.heap;

/** The current key within a namespace. */
final class NamespacedKey implements CellKey {
    private final CurrentKey current;
    private final Scoped probe = new Scoped("", "");
    private Object namespace = "";

    NamespacedKey(CurrentKey current) {
        this.current = current;
    }

    void in(Object next) {
        namespace = next;
    }

    @Override
    public Object tableKey() {
        return probe.set(current.tableKey(), namespace);
    }

    @Override
    public Object ownedTableKey() {
        return new Scoped(current.ownedTableKey(), namespace);
    }

    @Override
    public int hash() {
        return hash(current.hash(), namespace);
    }

    /** The hash of a key within a namespace. */
    static int hash(int keyHash, Object namespace) {
        return 31 * keyHash + namespace.hashCode();
    }
}
