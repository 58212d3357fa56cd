package io.heddle.core.transport;

import java.io.IOException;

/**
 * The port through which processes of one application reach each other.
 *
 * <p>Laws: a connection delivers whole messages, in the order of {@link Connection#send} (urgent ones have an order of
 * their own), each at most once, or is closed. A listener hears {@code onOpen} at most once and before all messages,
 * {@code onClosed} exactly once and last. Listeners are called on net threads and must only offer to a mailbox.
 */
public interface ControlTransport extends AutoCloseable {
    /** Something that accepts connections until it is closed. */
    interface Listening extends AutoCloseable {
        /** The address that was bound, with the port that was chosen. */
        Endpoint endpoint();

        /** Accepts no more; connections that are open stay. */
        @Override
        void close();
    }

    /**
     * Accepts connections.
     *
     * @param bind the address to listen at; port 0 takes any that is free
     * @param listener hears of every connection that has proved to be the application's
     * @throws IOException if the address cannot be bound
     */
    Listening listen(Endpoint bind, ConnectionListener listener) throws IOException;

    /** Tries once to connect; the listener hears how it went. Retrying is the owner's: see {@link Redial}. */
    Connection connect(Endpoint to, ConnectionListener listener);

    /** Closes all connections and listeners. */
    @Override
    void close();
}
