package io.heddle.engine.channel;

import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Input;
import java.lang.invoke.MethodHandles;

/** The end of a chain: records leave the task over one edge of the plan. */
public abstract class EdgeOutput implements Input {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final OutputChannel[] channels;

    EdgeOutput(OutputChannel[] channels) {
        this.channels = channels;
    }

    /**
     * The way out over {@code channels}, of which at least one exists.
     *
     * @param copies of the job, for a class of this edge's own
     * @param flushAlways whether each record leaves at once (a buffer time-out of 0)
     */
    public static EdgeOutput make(
            ClassCopies copies,
            int edge,
            OutputChannel[] channels,
            ChannelSelector selector,
            BatchSize batchSize,
            boolean flushAlways) {
        boolean toAll = selector == ChannelSelector.TO_ALL;
        Class<?> type = toAll ? BroadcastOutput.class : SelectedOutput.class;
        return (EdgeOutput) ClassCopies.make(
                copies.constructor(LOOKUP, type, "edge " + edge), channels, selector, batchSize, flushAlways);
    }

    @Override
    public final void watermark(long timestampMs) {
        event(new StreamEvent.WatermarkReached(timestampMs));
    }

    @Override
    public final void idle(boolean idle) {
        event(new StreamEvent.IdleChanged(idle));
    }

    /** Sends an event over all channels. */
    public final void event(StreamEvent event) {
        for (OutputChannel channel : channels) {
            channel.event(event);
        }
    }

    /** Sends an event over the channel at that index. */
    public final void event(int channel, StreamEvent event) {
        channels[channel].event(event);
    }

    /** How many channels there are. */
    public final int channels() {
        return channels.length;
    }

    /** Lets go of all channels. */
    public final void close() {
        for (OutputChannel channel : channels) {
            channel.close();
        }
    }
}
