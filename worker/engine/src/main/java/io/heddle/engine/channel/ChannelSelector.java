package io.heddle.engine.channel;

/** Chooses the channel of a record. Belongs to the task's thread. */
public interface ChannelSelector {
    /** Stands for every channel; never asked. */
    ChannelSelector TO_ALL = value -> {
        throw new IllegalStateException("A broadcast selects nothing.");
    };

    /**
     * The index of the channel.
     *
     * @throws Exception what the user's key selector or partitioner throws
     */
    int select(Object value) throws Exception;
}
