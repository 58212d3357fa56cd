package io.heddle.engine.channel;

/** Takes what a consumer sends back to the producing task. Called on any thread: put it into the mailbox and return. */
@FunctionalInterface
public interface BackwardListener {

    /**
     * A message has come.
     *
     * @param edge the edge of the plan
     * @param consumer the consuming subtask
     */
    void onBackward(int edge, int consumer, byte[] payload);
}
