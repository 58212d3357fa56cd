package io.heddle.api.connector;

/** What a reader answers when it is polled. */
public enum InputStatus {
    /** There is more: poll again. */
    MORE_AVAILABLE,
    /** Nothing now: poll again when {@link SourceReader#isAvailable} completes. */
    NOTHING_AVAILABLE,
    /** Nothing any more. */
    END_OF_INPUT
}
