package io.heddle.core.transport;

/** Hears of connections, on net threads: offer to a mailbox and return. */
public interface ConnectionListener {
    /** Both sides have proved that they belong to the application. */
    void onOpen(Connection connection);

    /** A whole message, which is the listener's to keep. */
    void onMessage(Connection connection, byte[] message);

    /** The connection is over, or was never made; nothing follows. */
    void onClosed(Connection connection, String reason);
}
