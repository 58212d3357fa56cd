package io.heddle.engine.task;

import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.operator.TaskLoop;

/** What other threads tell a task. */
public sealed interface TaskMail {

    /** Start the checkpoint, if no running task comes before this one. */
    record Trigger(StreamEvent.Barrier barrier) implements TaskMail {}

    /** The checkpoint is complete and durable. */
    record Completed(long checkpointId) implements TaskMail {}

    /** The checkpoint was given up. */
    record Aborted(long checkpointId) implements TaskMail {}

    /** End without finishing. */
    record Cancel() implements TaskMail {}

    /** The other half of a source says something. */
    record Backward(int edge, int consumer, byte[] payload) implements TaskMail {}

    /** Results of a collecting sink were taken. */
    record Taken(String resultId, long offset) implements TaskMail {}

    /** How far the slowest source is that this one waits for. */
    record EventTimeLeast(long timeMs) implements TaskMail {}

    /** A channel is broken. */
    record ChannelBroken(String what, boolean peerLost) implements TaskMail {}

    /** Something of an operator's. */
    record Posted(TaskLoop.Mail mail) implements TaskMail {}
}
