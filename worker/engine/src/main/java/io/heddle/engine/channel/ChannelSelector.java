package io.heddle.engine.channel;

/** Chooses the channel of a record. Belongs to the task's thread. */
public interface ChannelSelector {
    /** What {@link #select} answers when the record goes over every channel. */
    int ALL = -1;

    /**
     * The index of the channel, or {@link #ALL}.
     *
     * @throws Exception what the user's key selector or partitioner throws
     */
    int select(Object value) throws Exception;
}
