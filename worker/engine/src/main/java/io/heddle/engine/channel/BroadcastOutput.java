package io.heddle.engine.channel;

/** Every record over every channel; copied for each edge. */
final class BroadcastOutput extends EdgeOutput {
    private static final int SAMPLE_MASK = 1023;

    private final OutputChannel[] channels;
    private final BatchSize batchSize;
    private final boolean flushAlways;
    private int count;

    BroadcastOutput(OutputChannel[] channels, ChannelSelector all, BatchSize batchSize, boolean flushAlways) {
        super(channels);
        this.channels = channels;
        this.batchSize = batchSize;
        this.flushAlways = flushAlways;
    }

    @Override
    public void record(Object value, long timestampMs) {
        if ((count++ & SAMPLE_MASK) == 0) {
            batchSize.sample(value);
        }
        for (OutputChannel channel : channels) {
            channel.record(value, timestampMs);
            if (flushAlways) {
                channel.flush();
            }
        }
    }
}
