package io.heddle.engine.channel;

/** Every record over one channel; copied for each edge. */
final class SelectedOutput extends EdgeOutput {
    private static final int SAMPLE_MASK = 1023;

    private final OutputChannel[] channels;
    private final ChannelSelector selector;
    private final BatchSize batchSize;
    private final boolean flushAlways;
    private int count;

    SelectedOutput(OutputChannel[] channels, ChannelSelector selector, BatchSize batchSize, boolean flushAlways) {
        super(channels);
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
        OutputChannel channel = channels[selector.select(value)];
        channel.record(value, timestampMs);
        if (flushAlways) {
            channel.flush();
        }
    }
}
