package io.heddle.api.connector;

/** A part of a source's input that one reader reads. */
public interface SourceSplit {
    /** A name that is unique within the source and stays over restarts. */
    String splitId();
}
