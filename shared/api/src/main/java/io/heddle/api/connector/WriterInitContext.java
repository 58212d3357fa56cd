package io.heddle.api.connector;

import io.heddle.api.functions.JobInfo;
import io.heddle.api.functions.TaskInfo;
import io.heddle.api.metrics.MetricGroup;
import java.util.OptionalLong;

/** What a writer may use. */
public interface WriterInitContext {
    /** This parallel instance. */
    TaskInfo getTaskInfo();

    /** The job. */
    JobInfo getJobInfo();

    /** The metrics of the operator. */
    MetricGroup metricGroup();

    /** The loader of the job's classes. */
    ClassLoader getUserCodeClassLoader();

    /** The checkpoint the job was restored from, if any. */
    OptionalLong getRestoredCheckpointId();

    /** Clocks and timers of the writer. */
    ProcessingTimeService getProcessingTimeService();

    /** Whether checkpoints are on. */
    boolean isCheckpointingEnabled();

    /** The name of the operator, stable across restarts. */
    String operatorId();
}
