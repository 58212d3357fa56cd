package io.heddle.core.transport.http;

import java.io.InputStream;
import java.util.List;

/** Answers one call, once, from any thread; a second answer, or one that comes too late, is dropped. */
public interface Responder {
    /** Answers with {@code value} as JSON, which is written later on a net thread: pass what nobody changes. */
    void json(int status, Object value);

    /** Answers with bytes of a type, such as {@code text/html; charset=UTF-8}. */
    void bytes(int status, String contentType, byte[] body);

    /**
     * Answers with all of {@code body}, of any length, at the pace of the reader, and closes it. It is read on a net
     * thread in pieces of 32 KiB: local files, not the network.
     */
    void stream(String contentType, InputStream body);

    /** Answers {@code {"errors": [...]}}. */
    void errors(int status, List<String> errors);

    /** Answers with one sentence in {@code {"errors": [...]}}. */
    default void error(int status, String error) {
        errors(status, List.of(error));
    }
}
