package io.heddle.api.functions;

/** A parallel instance of an operator. */
public interface TaskInfo {
    /** The name of the operator. */
    String getTaskName();

    /** How many parallel instances there can ever be (the number of key groups). */
    int getMaxNumberOfParallelSubtasks();

    /** Which instance this is, from 0. */
    int getIndexOfThisSubtask();

    /** How many parallel instances there are. */
    int getNumberOfParallelSubtasks();

    /** How often this instance has been started before, from 0. */
    int getAttemptNumber();

    /** The name with index and parallelism, for example {@code map (3/4)#0}. */
    String getTaskNameWithSubtasks();

    /** The name of the machine the instance runs on: slots have no ids here. */
    String getAllocationIDAsString();
}
