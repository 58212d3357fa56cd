package io.heddle.engine.task;

import io.heddle.core.control.WorkerAddress;
import io.heddle.engine.channel.LocalChannel;
import io.heddle.engine.network.ChannelId;
import io.heddle.engine.stored.StoredResult;
import java.util.List;

/**
 * The channels of one task, as the worker has laid them out; the task opens them.
 *
 * @param inbound in the order of edges, then producers
 * @param outbound in the order of edges, then consumers
 */
public record Wiring(List<Inbound> inbound, List<Outbound> outbound) {

    /** A channel that comes in. */
    public record Inbound(int edge, int producer, End end) {}

    /** A channel that goes out. */
    public record Outbound(int edge, int consumer, End end) {}

    /** Where the other end of a channel is. */
    public sealed interface End {
        /** In this process. */
        record Local(LocalChannel channel) implements End {}

        /** On the disk of this worker: written to its end before it is read. */
        record Stored(StoredResult result, int consumer) implements End {}

        /** In another one. */
        record Remote(ChannelId id, WorkerAddress peer) implements End {}
    }
}
