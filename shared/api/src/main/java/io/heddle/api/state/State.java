package io.heddle.api.state;

/** Any kind of state. */
public interface State {
    /** Forgets the content (of the current key, for keyed state). */
    void clear();
}
