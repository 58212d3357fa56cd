package io.heddle.engine.snapshot;

import io.heddle.core.checkpoint.StateKind;
import java.util.List;

/**
 * What an operator starts from.
 *
 * @param restored whether there was a checkpoint at all
 * @param checkpointId the checkpoint, or -1
 * @param segments all segments of the operator that this subtask may need; those of wider key ranges included
 */
public record OperatorRestore(boolean restored, long checkpointId, List<RestoredSegment> segments) {
    /** A fresh start. */
    public static final OperatorRestore NONE = new OperatorRestore(false, -1, List.of());

    /** The lists, unions and broadcast maps. */
    public List<RestoredSegment> operatorState() {
        return segments.stream()
                .filter(each -> switch (each.segment().kind()) {
                    case OPERATOR_ELEMENTS, OPERATOR_UNION, BROADCAST -> true;
                    case KEYED, OPERATOR_LIST, INPUT_CHANNEL, OUTPUT_CHANNEL, SINGLETON -> false;
                })
                .toList();
    }

    /** The segments of one kind. */
    public List<RestoredSegment> ofKind(StateKind kind) {
        return segments.stream().filter(each -> each.segment().kind() == kind).toList();
    }
}
