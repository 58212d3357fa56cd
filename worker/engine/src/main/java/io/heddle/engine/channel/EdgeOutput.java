package io.heddle.engine.channel;

import io.heddle.engine.operator.Input;

/** The end of a chain: records leave the task over one edge of the plan. */
public final class EdgeOutput implements Input {
    private static final int SAMPLE_MASK = 1023;

    private final OutputChannel[] channels;
    private final ChannelSelector selector;
    private final BatchSize batchSize;
    private final boolean flushAlways;
    private int count;

    /**
     * The way out over {@code channels}, of which at least one exists.
     *
     * @param flushAlways whether each record leaves at once (a buffer time-out of 0)
     */
    public EdgeOutput(OutputChannel[] channels, ChannelSelector selector, BatchSize batchSize, boolean flushAlways) {
        this.channels = channels;
        this.selector = selector;
        this.batchSize = batchSize;
        this.flushAlways = flushAlways;
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        if ((count++ & SAMPLE_MASK) == 0) {
            batchSize.sample(value);
        }
        int chosen = selector.select(value);
        if (chosen == ChannelSelector.ALL) {
            for (OutputChannel channel : channels) {
                send(channel, value, timestampMs);
            }
        } else {
            send(channels[chosen], value, timestampMs);
        }
    }

    private void send(OutputChannel channel, Object value, long timestampMs) {
        channel.record(value, timestampMs);
        if (flushAlways) {
            channel.flush();
        }
    }

    @Override
    public void watermark(long timestampMs) {
        event(new StreamEvent.WatermarkReached(timestampMs));
    }

    @Override
    public void idle(boolean idle) {
        event(new StreamEvent.IdleChanged(idle));
    }

    /** Sends an event over all channels. */
    public void event(StreamEvent event) {
        for (OutputChannel channel : channels) {
            channel.event(event);
        }
    }

    /** Sends an event over the channel at that index. */
    public void event(int channel, StreamEvent event) {
        channels[channel].event(event);
    }

    /** How many channels there are. */
    public int channels() {
        return channels.length;
    }

    /** Lets go of all channels. */
    public void close() {
        for (OutputChannel channel : channels) {
            channel.close();
        }
    }
}
