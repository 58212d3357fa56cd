package io.heddle.api.windowing;

/** A group of records that are computed together. Windows are values: equal ones are the same window. */
public abstract class Window {
    /** For subclasses. */
    protected Window() {}

    /** The largest timestamp that still belongs to the window, in milliseconds. */
    public abstract long maxTimestamp();
}
