package io.heddle.engine.network;

/**
 * A look at the data plane's resources; values of different fields may be of slightly different moments.
 *
 * @param budgetBytes what {@code taskmanager.memory.network} allows
 * @param usedBytes buffers held by tasks, queued, or received and not yet released
 * @param sentBytes frames handed to connections since the start, headers included
 * @param receivedBytes frames read from connections since the start, headers included
 * @param connections open connections to other workers
 * @param pendingEnds ends of channels that wait for their partner
 */
public record TransportUsage(
        long budgetBytes, long usedBytes, long sentBytes, long receivedBytes, int connections, int pendingEnds) {}
