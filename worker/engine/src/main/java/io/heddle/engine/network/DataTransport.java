package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import java.util.function.Consumer;

/**
 * The port to other workers: opens the two ends of channels. One per worker process, shared by all its tasks.
 *
 * <p>Laws, the same for every implementation:
 *
 * <ul>
 *   <li>The two ends of a channel may be opened in any order; an end whose partner does not come within the pending
 *       time-out is failed with {@link ChannelFailure.Kind#NO_PARTNER}.
 *   <li>A channel delivers what was sent, in order, once, or fails; priority events alone may overtake.
 *   <li>Each end belongs to one thread, the task that opened it. Listeners are called on net threads (or, without
 *       sockets, on the caller's) and must only wake the task: offer to a mailbox, set a flag.
 *   <li>Closing an end never blocks, may be done twice, and silences its listener: at most one call that was already
 *       on its way arrives afterwards.
 * </ul>
 */
public interface DataTransport extends AutoCloseable {
    /** Where other workers reach this one. */
    WorkerAddress address();

    /** Opens the producing end; it waits for the consumer and may be written at once, within its bounds. */
    SenderChannel openSender(ChannelId id, SenderListener listener);

    /**
     * Opens the consuming end and asks the producer's worker for the data.
     *
     * @param producer the worker on which the producing task runs; may be this one
     */
    ReceiverChannel openReceiver(ChannelId id, WorkerAddress producer, ReceiverListener listener);

    /**
     * Tells {@code listener} of every channel that a consumer asks for and nobody here has opened, so that what is stored can
     * be sent. Called on a net thread: offer to the mailbox and return. One listener; the last counts.
     */
    void onWanted(Consumer<ChannelId> listener);

    /**
     * Tells the time, so that pending ends expire and silent peers are found. To be called by the worker about once a
     * second; nothing in here has a timer of its own.
     *
     * @param nowMs any monotonic clock, always the same
     */
    void tick(long nowMs);

    /** How the data plane fares, for metrics; safe from any thread. */
    TransportUsage usage();

    /** Fails every open channel with {@link ChannelFailure.Kind#CLOSED} and lets go of all connections. */
    @Override
    void close();
}
