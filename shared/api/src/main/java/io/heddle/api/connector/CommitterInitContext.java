package io.heddle.api.connector;

import io.heddle.api.functions.JobInfo;
import io.heddle.api.functions.TaskInfo;
import io.heddle.api.metrics.MetricGroup;
import java.util.OptionalLong;

/** What a committer may use. */
public interface CommitterInitContext {
    /** This parallel instance. */
    TaskInfo getTaskInfo();

    /** The job. */
    JobInfo getJobInfo();

    /** The metrics of the operator. */
    MetricGroup metricGroup();

    /** The checkpoint the job was restored from, if any. */
    OptionalLong getRestoredCheckpointId();
}
