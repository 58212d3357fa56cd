package io.heddle.engine.source;

/** How the two halves of a split source reach each other from within their tasks. Task thread only. */
public interface SourceLinks {

    /** From a reader to its enumerator; messages sent before the enumerator has spoken first are lost. */
    void toEnumerator(byte[] payload);

    /** From the enumerator to a reader, in order with barriers. */
    void toReader(int reader, byte[] payload);

    /** How many readers there are. */
    int readers();
}
