package io.heddle.api.connector;

/** Takes the records of a reader; with an output per split, watermarks are made per split. */
public interface ReaderOutput<T> extends SourceOutput<T> {
    /** The output of a split. */
    SourceOutput<T> createOutputForSplit(String splitId);

    /** Forgets the output of a finished split, so that it holds back no watermark. */
    void releaseOutputForSplit(String splitId);
}
