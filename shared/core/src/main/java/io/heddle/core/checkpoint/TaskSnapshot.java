package io.heddle.core.checkpoint;

import java.util.List;

/**
 * What one task contributes to a checkpoint.
 *
 * @param finished whether the task had reached its end, so that a restored one must not run again
 * @param alignmentMs time between the first and the last barrier
 * @param syncMs time the task stood still
 * @param asyncMs time until the bytes were durable after that
 * @param uploadedBytes bytes written for this checkpoint
 * @param stateBytes size of the whole state it stands for
 */
public record TaskSnapshot(
        List<OperatorSnapshot> operators,
        boolean finished,
        long alignmentMs,
        long syncMs,
        long asyncMs,
        long uploadedBytes,
        long stateBytes) {}
