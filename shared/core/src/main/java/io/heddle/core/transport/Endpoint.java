package io.heddle.core.transport;

/** A host (name or literal address) and a port. */
public record Endpoint(String host, int port) {
    public Endpoint {
        if (host.isBlank() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("Not a host and port: '" + host + ":" + port + "'.");
        }
    }

    /** Reads {@code host:port}. */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("Not a host and port: '" + text + "'.");
        }
        return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
