package io.heddle.core.control;

/**
 * One try at running a task.
 *
 * @param attempt from 0; a restart of the task takes the next number
 */
public record ExecutionId(TaskId task, int attempt) {

    @Override
    public String toString() {
        return task + "#" + attempt;
    }
}
