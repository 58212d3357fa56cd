package io.heddle.engine.operator;

import io.heddle.api.connector.CommitterInitContext;
import io.heddle.api.connector.ProcessingTimeService;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.api.functions.JobInfo;
import io.heddle.api.functions.TaskInfo;
import io.heddle.api.metrics.MetricGroup;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import java.util.OptionalLong;

/** What a sink's writer and committer may use. */
record SinkContext(OperatorContext operator, ProcessingTimeService processingTime)
        implements WriterInitContext, CommitterInitContext {
    @Override
    public TaskInfo getTaskInfo() {
        return operator.runtimeContext().getTaskInfo();
    }

    @Override
    public JobInfo getJobInfo() {
        return operator.runtimeContext().getJobInfo();
    }

    @Override
    public MetricGroup metricGroup() {
        return operator.metrics();
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return operator.task().job().userCode().classLoader();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return operator.restore().restored()
                ? OptionalLong.of(operator.restore().checkpointId())
                : OptionalLong.empty();
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return processingTime;
    }

    @Override
    public boolean isCheckpointingEnabled() {
        return isCheckpointing(operator);
    }

    /** Whether the job takes checkpoints at all. */
    static boolean isCheckpointing(OperatorContext operator) {
        Configuration values = Configuration.of(operator.task().job().plan().properties(), Origin.PROGRAM);
        return values.get(StateSettings.CHECKPOINT_INTERVAL).toMillis() > 0;
    }

    @Override
    public String operatorId() {
        return operator.operatorId();
    }
}
