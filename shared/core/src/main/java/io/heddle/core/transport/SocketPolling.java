package io.heddle.core.transport;

/** How a process waits for its sockets. */
public enum SocketPolling {
    /** Linux's epoll where its library loads, else Java's selectors. */
    AUTO,
    /** Java's selectors. */
    NIO,
    /** Linux's epoll; a process that cannot have it does not start. */
    EPOLL
}
