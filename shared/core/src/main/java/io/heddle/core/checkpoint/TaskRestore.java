package io.heddle.core.checkpoint;

import java.util.List;

/**
 * What a task starts from: every segment that it may need, already cut to its key groups and share.
 *
 * @param checkpointId the checkpoint restored from
 * @param directory that checkpoint's directory, for relative paths
 * @param finished whether the task had already ended: it then only passes its end on
 */
public record TaskRestore(long checkpointId, String directory, List<OperatorSnapshot> operators, boolean finished) {}
