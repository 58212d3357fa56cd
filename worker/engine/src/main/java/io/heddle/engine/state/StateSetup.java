package io.heddle.engine.state;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.time.Clock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.snapshot.OperatorRestore;

/**
 * For whom state is made.
 *
 * @param operatorId identity of the operator's state
 * @param keyGroups the key groups of this subtask
 * @param maxParallelism the number of all key groups
 * @param subtask index of this subtask
 * @param parallelism number of subtasks now
 * @param serializers of the job
 * @param restore what the operator starts from
 * @param clock for time to live
 */
public record StateSetup(
        String operatorId,
        KeyGroupRange keyGroups,
        int maxParallelism,
        int subtask,
        int parallelism,
        Serializers serializers,
        OperatorRestore restore,
        Clock clock) {}
