package io.heddle.api.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How older programs dealt splits out to instances. Heddle deals them out by their numbers, so that every restart deals them the
 * same, and asks no assigner; the type is there for programs that implement {@link InputFormat#getInputSplitAssigner}.
 */
public interface InputSplitAssigner {
    /**
     * The next split for an instance, or null if there is none.
     *
     * @param host the name of the instance's machine
     * @param taskId the index of the instance
     */
    @Nullable
    InputSplit getNextInputSplit(String host, int taskId);

    /** Takes splits back that were not read. */
    void returnInputSplit(List<InputSplit> splits, int taskId);
}
