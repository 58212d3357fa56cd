package io.heddle.api.environment;

import java.util.Collections;
import java.util.Iterator;

/** An iterator over something that must be closed. */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {
    /** Stops and releases everything. Unlike {@link AutoCloseable}'s it declares no exception: there is nothing a caller could do. */
    @Override
    void close();

    /** Adapts a plain iterator. */
    static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator) {
        return new CloseableIterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public T next() {
                return iterator.next();
            }

            @Override
            public void close() {}
        };
    }

    /** One that gives nothing. */
    static <T> CloseableIterator<T> empty() {
        return adapterForIterator(Collections.emptyIterator());
    }
}
