package io.heddle.api.environment;

/** What workers are like, for {@code Configuration.set}; without effect on workers that run already. */
public final class TaskManagerOptions {
    private TaskManagerOptions() {}

    /** The slots of a worker: how many tasks of one vertex it runs at once; 1 by default. */
    public static final ConfigOption<Integer> NUM_TASK_SLOTS =
            ConfigOptions.key("taskmanager.numberOfTaskSlots").intType().defaultValue(1);
}
