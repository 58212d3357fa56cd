package io.heddle.engine.state.heap;

import org.jspecify.annotations.Nullable;

/** A key within a namespace. Those in a table never change; {@link NamespacedKey} changes one of its own to look up with. */
final class Scoped {
    private Object key;
    private Object namespace;

    Scoped(Object key, Object namespace) {
        this.key = key;
        this.namespace = namespace;
    }

    Object key() {
        return key;
    }

    Object namespace() {
        return namespace;
    }

    Scoped set(Object nextKey, Object nextNamespace) {
        key = nextKey;
        namespace = nextNamespace;
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scoped that && namespace.equals(that.namespace) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + namespace.hashCode();
    }
}
