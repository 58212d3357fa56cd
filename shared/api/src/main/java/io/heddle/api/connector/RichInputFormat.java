package io.heddle.api.connector;

import java.io.IOException;

/** An {@link InputFormat} with a life cycle around each of its splits, for what is dear to open, such as a connection. */
public abstract class RichInputFormat<O, S extends InputSplit> implements InputFormat<O, S> {
    /** For subclasses. */
    protected RichInputFormat() {}

    /**
     * Called before a split is opened.
     *
     * @throws IOException fails the task
     */
    public void openInputFormat() throws IOException {}

    /**
     * Called after a split was closed, and after a failure.
     *
     * @throws IOException fails the task
     */
    public void closeInputFormat() throws IOException {}
}
