package io.heddle.core.transport.http;

/** What a request wants done. HEAD is a GET whose body is not sent. */
public enum Verb {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    boolean readsOnly() {
        return this == GET;
    }
}
